import { Action, Letter, Paragraph } from "./layout";
import type { Template } from "./template";

/** A letter to a brand's owners and admins about an act upon everything at once. */
function toTeam(title: string, effect: string): Template<{ url: string; by: string | null }> {
  return {
    category: "essential",
    subject: (_, brandName) => `${brandName}: ${title}`,
    body: ({ url, by }, frame) => (
      <Letter frame={frame} title={title} preview={`Done by ${by ?? "a key or the server itself"}.`}>
        <Paragraph>
          {by ?? "A key of the brand, or who runs the server,"} has done this. {effect}
        </Paragraph>
        <Action href={url}>See what changed</Action>
      </Letter>
    ),
    sample: { url: "https://partners.example.com/data/changes", by: "ada@acme.example" },
  };
}

export const membersSignedOut = toTeam(
  "All members were signed out",
  "Everybody signs in anew; links to sign in that were mailed before do not work any more.",
);

export const keysRevoked = toTeam(
  "All API keys were revoked",
  "What used one is refused from its next request on. There is no way back: make new ones for what is to go on.",
);

export const linksPaused = toTeam(
  "All links were paused",
  "Whoever follows one sees that it is paused, and no click is recorded, until somebody starts them again.",
);
