/** What letters need of a brand's logo. */
export type Logo = { id: string; width: number; height: number };

const MAX_WIDTH_PIXELS = 200;
const MAX_HEIGHT_PIXELS = 40;

/** How large a logo is shown: in its own shape, and never larger than it is. */
export function fitted({ width, height }: Pick<Logo, "width" | "height">): { width: number; height: number } {
  const scale = Math.min(1, MAX_WIDTH_PIXELS / width, MAX_HEIGHT_PIXELS / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
