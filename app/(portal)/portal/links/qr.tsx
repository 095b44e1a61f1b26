import { encode } from "uqr";
import { portal } from "@/app/_text/portal/portal";

/** Modules of white around the code, without which readers do not find it (ISO/IEC 18004). */
const QUIET_MODULES = 4;

/** A link as a picture to print. It is made on the server, black on white in every theme, and saved as it is. */
export function QrCode({ url, code }: { url: string; code: string }) {
  const { size, path } = drawn(url);
  const picture = `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="512" height="512"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`,
  )}`;
  return (
    <div className="flex flex-col items-start gap-2">
      <svg
        viewBox={`0 0 ${size} ${size}`}
        className="size-36 rounded-md bg-white"
        shapeRendering="crispEdges"
        role="img"
        aria-label={portal.links.qrOf(url)}
      >
        <path d={path} fill="#000" />
      </svg>
      <a href={picture} download={`${code}.svg`} className="text-link text-sm">
        {portal.links.save}
      </a>
    </div>
  );
}

function drawn(url: string): { size: number; path: string } {
  const { data, size } = encode(url, { ecc: "M", border: QUIET_MODULES });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return { size, path };
}
