import { Body } from "@react-email/body";
import { Button } from "@react-email/button";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Heading } from "@react-email/heading";
import { Hr } from "@react-email/hr";
import { Html } from "@react-email/html";
import { Img } from "@react-email/img";
import { Link } from "@react-email/link";
import { Preview } from "@react-email/preview";
import { Section } from "@react-email/section";
import { Text } from "@react-email/text";
import type { ReactNode } from "react";
import type { Frame } from "./template";

const FONT = "Inter, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const INK = "#0e1d18";
const SOFT = "#43554d";
const FAINT = "#586a62";
const ACCENT = "#0a664b";

/** Programs that know dark paper turn these over; the others show the inline styles. The body's colour stands on its table's cell. */
const DARK = `
@media (prefers-color-scheme: dark) {
  .paper, .paper > table > tbody > tr > td { background-color: #0c1210 !important; }
  .sheet { background-color: #131b18 !important; border-color: #25322d !important; }
  .ink { color: #e9f1ed !important; }
  .soft { color: #abbab3 !important; }
  .faint { color: #8fa199 !important; }
  .accent { background-color: #4fcb9f !important; color: #07130e !important; }
  .rule { border-color: #25322d !important; }
  .link { color: #4fcb9f !important; }
}`;

/** The one sheet that all letters are written on. */
export function Letter(props: { frame: Frame; preview: string; title: string; children: ReactNode }) {
  const { frame, preview, title, children } = props;
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{title}</title>
        <style>{DARK}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body
        className="paper"
        style={{ backgroundColor: "#f6f8f7", fontFamily: FONT, margin: 0, padding: "32px 12px" }}
      >
        <Container style={{ maxWidth: "520px", margin: "0 auto" }}>
          <From frame={frame} />
          <Section
            className="sheet"
            style={{
              backgroundColor: "#ffffff",
              border: "1px solid #dbe3df",
              borderRadius: "14px",
              padding: "32px 32px 24px",
            }}
          >
            <Heading
              as="h1"
              className="ink"
              style={{
                color: INK,
                fontSize: "22px",
                lineHeight: "30px",
                fontWeight: 650,
                margin: "0 0 16px",
              }}
            >
              {title}
            </Heading>
            {children}
          </Section>
          <Footer frame={frame} />
        </Container>
      </Body>
    </Html>
  );
}

/** Whose letter it is: the brand's logo, on white whatever the paper, because nobody knows what it was drawn for; else the name. */
function From({ frame: { brandName, logo } }: { frame: Frame }) {
  const words = { color: INK, fontSize: "15px", fontWeight: 600 };
  if (logo === null)
    return (
      <Text className="ink" style={{ ...words, margin: "0 0 16px 4px" }}>
        {brandName}
      </Text>
    );
  return (
    <Img
      src={logo.url}
      alt={brandName}
      width={logo.width}
      height={logo.height}
      style={{
        ...words,
        backgroundColor: "#ffffff",
        borderRadius: "8px",
        margin: "0 0 16px",
        padding: "8px 12px",
      }}
    />
  );
}

function Footer({ frame }: { frame: Frame }) {
  const style = { color: FAINT, fontSize: "12px", lineHeight: "18px", margin: "16px 4px 0" };
  return (
    <Text className="faint" style={style}>
      Sent by {frame.brandName} with OpenPartner.
      {frame.unsubscribeUrl === null ? null : (
        <>
          {" "}
          <Link
            className="link"
            href={frame.unsubscribeUrl}
            style={{ color: ACCENT, textDecoration: "underline" }}
          >
            Send me no more of these
          </Link>
          .
        </>
      )}
    </Text>
  );
}

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="soft" style={{ color: SOFT, fontSize: "15px", lineHeight: "24px", margin: "0 0 16px" }}>
      {children}
    </Text>
  );
}

/** A figure or a name that the letter is about. */
export function Fact({ children }: { children: ReactNode }) {
  return (
    <Text
      className="ink"
      style={{
        color: INK,
        fontSize: "26px",
        lineHeight: "34px",
        fontWeight: 650,
        margin: "0 0 16px",
        fontVariantNumeric: "tabular-nums",
      }}
    >
      {children}
    </Text>
  );
}

/** What somebody wrote in their own words. */
export function Quote({ children }: { children: ReactNode }) {
  return (
    <Text
      className="soft rule"
      style={{
        color: SOFT,
        fontSize: "15px",
        lineHeight: "24px",
        margin: "0 0 16px",
        padding: "2px 0 2px 14px",
        borderLeft: "3px solid #dbe3df",
        whiteSpace: "pre-wrap",
      }}
    >
      {children}
    </Text>
  );
}

/** The one thing to do, and the address beside it for who cannot press it; plain text names the address with the act already. */
export function Action({ href, children }: { href: string; children: string }) {
  return (
    <>
      <Section style={{ margin: "8px 0 20px" }}>
        <Button
          className="accent"
          href={href}
          style={{
            backgroundColor: ACCENT,
            color: "#ffffff",
            borderRadius: "10px",
            fontSize: "15px",
            fontWeight: 600,
            padding: "12px 20px",
            textDecoration: "none",
          }}
        >
          {children}
        </Button>
      </Section>
      <Hr className="rule" style={{ borderColor: "#dbe3df", margin: "0 0 12px" }} />
      <Text
        data-skip-in-text
        className="faint"
        style={{ color: FAINT, fontSize: "12px", lineHeight: "18px", margin: 0, wordBreak: "break-all" }}
      >
        Or open this address:{" "}
        <Link className="link" href={href} style={{ color: ACCENT }}>
          {href}
        </Link>
      </Text>
    </>
  );
}
