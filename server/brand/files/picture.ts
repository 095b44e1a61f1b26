import type { MediaType } from "@/db/schema/tenant/file";

export type Picture = { mediaType: MediaType; width: number; height: number };

const PNG = "89504e470d0a1a0a";
/** Frames of a JPEG that begin with its size: all kinds but tables, restarts and comments. */
const JPEG_SIZES = /^c[0-35-79-bd-f]$/;
const BITS_14 = 0x3fff;
const BYTES_3 = 3;

/**
 * What picture these bytes are, by their own beginning; null when they are none of PNG, JPEG, WebP and GIF. SVG is not among
 * them: it is a document that can run scripts.
 */
export function pictureOf(bytes: Buffer): Picture | null {
  const found = png(bytes) ?? gif(bytes) ?? webp(bytes) ?? jpeg(bytes);
  return found && found.width > 0 && found.height > 0 ? found : null;
}

function png(bytes: Buffer): Picture | null {
  if (bytes.length < 24 || bytes.toString("hex", 0, 8) !== PNG || text(bytes, 12, 16) !== "IHDR") return null;
  return { mediaType: "image/png", width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function gif(bytes: Buffer): Picture | null {
  if (bytes.length < 10 || !/^GIF8[79]a$/.test(text(bytes, 0, 6))) return null;
  return { mediaType: "image/gif", width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
}

function webp(bytes: Buffer): Picture | null {
  if (bytes.length < 30 || text(bytes, 0, 4) !== "RIFF" || text(bytes, 8, 12) !== "WEBP") return null;
  const mediaType = "image/webp";
  switch (text(bytes, 12, 16)) {
    case "VP8 ":
      return {
        mediaType,
        width: bytes.readUInt16LE(26) & BITS_14,
        height: bytes.readUInt16LE(28) & BITS_14,
      };
    case "VP8L": {
      const packed = bytes.readUInt32LE(21);
      return { mediaType, width: (packed & BITS_14) + 1, height: ((packed >>> 14) & BITS_14) + 1 };
    }
    case "VP8X":
      return {
        mediaType,
        width: bytes.readUIntLE(24, BYTES_3) + 1,
        height: bytes.readUIntLE(27, BYTES_3) + 1,
      };
    default:
      return null;
  }
}

/** A JPEG is a row of segments, each with its length; one of them says how large the picture is. */
function jpeg(bytes: Buffer): Picture | null {
  if (bytes.length < 4 || bytes.toString("hex", 0, 3) !== "ffd8ff") return null;
  for (let at = 2; at + 9 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const kind = bytes.toString("hex", at + 1, at + 2);
    if (JPEG_SIZES.test(kind)) {
      return {
        mediaType: "image/jpeg",
        width: bytes.readUInt16BE(at + 7),
        height: bytes.readUInt16BE(at + 5),
      };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

function text(bytes: Buffer, from: number, to: number): string {
  return bytes.toString("latin1", from, to);
}
