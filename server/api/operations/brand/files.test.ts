import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveFile } from "@/server/brand/files/serve";
import { newId } from "@/server/platform/ids";
import { makeApi, type Received, type TestApi } from "@/tests/support/api";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
let api: TestApi;

beforeAll(async () => {
  world = await makeWorld();
  api = makeApi(world);
});
afterAll(() => world.drop());

/** The beginning of a picture, as large as asked. */
function png(width: number, height: number, bytes = 64): Buffer {
  const picture = Buffer.alloc(bytes);
  picture.write("89504e470d0a1a0a0000000d49484452", "hex");
  picture.writeUInt32BE(width, 16);
  picture.writeUInt32BE(height, 20);
  return picture;
}

function gif(width: number, height: number): Buffer {
  const picture = Buffer.alloc(16);
  picture.write("GIF89a");
  picture.writeUInt16LE(width, 6);
  picture.writeUInt16LE(height, 8);
  return picture;
}

/** A picture whose size comes after a table and a comment. */
function jpeg(width: number, height: number): Buffer {
  const size = Buffer.from("ffc0001108000000000301220002110103110100", "hex");
  size.writeUInt16BE(height, 5);
  size.writeUInt16BE(width, 7);
  return Buffer.concat([Buffer.from("ffd8ffe000044a46fffe00066f6f6f6f", "hex"), size]);
}

function webp(width: number, height: number): Buffer {
  const picture = Buffer.alloc(30);
  picture.write("RIFF0000WEBPVP8X", "latin1");
  picture.writeUIntLE(width - 1, 24, 3);
  picture.writeUIntLE(height - 1, 27, 3);
  return picture;
}

const upload = (content: Buffer, kind = "asset", name = "banner"): Promise<Received> =>
  api.send("POST", "/files", { json: { kind, name, content: content.toString("base64") } });
const fileOf = (reply: Received) =>
  reply.json as { id: string; url: string; mediaType: string; width: number };
const served = (id: string) => serveFile(world.database, id);

describe("a picture", () => {
  it.each([
    ["PNG", png(640, 480), "image/png"],
    ["GIF", gif(640, 480), "image/gif"],
    ["JPEG", jpeg(640, 480), "image/jpeg"],
    ["WebP", webp(640, 480), "image/webp"],
  ])("is a %s by its own bytes, and comes back as they are", async (_name, bytes, mediaType) => {
    const reply = await upload(bytes, "asset", 'an "odd" näme.html');
    expect(reply).toMatchObject({
      status: 201,
      json: { mediaType, width: 640, height: 480, bytes: bytes.length },
    });
    const { id, url } = fileOf(reply);
    expect(url).toBe(`http://localhost:3000/files/${id}`);
    const shown = await served(id);
    const content = new Uint8Array((await shown?.arrayBuffer()) ?? new ArrayBuffer(0));
    expect(Buffer.from(content).equals(bytes)).toBe(true);
    expect(Object.fromEntries(shown?.headers ?? [])).toMatchObject({
      "content-type": mediaType,
      "content-disposition": "inline; filename*=UTF-8''an%20%22odd%22%20n%C3%A4me.html",
      "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
    });
  });

  it.each([
    [
      "a document that runs scripts",
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    ],
    ["a page", Buffer.from("<!doctype html><script>alert(1)</script>")],
    ["a page that says it is a GIF", Buffer.from("GIF89 <script>alert(1)</script>")],
    ["a program", Buffer.from("7f454c46020101000000000000000000", "hex")],
    ["nothing", Buffer.alloc(0)],
    ["a picture without a size", png(0, 10)],
    ["a picture that is cut off", png(10, 10).subarray(0, 20)],
    ["a JPEG that never says its size", Buffer.from("ffd8ffe00004ffffffff00000000", "hex")],
    ["a picture of 100 million pixels a row", png(100_000_000, 10)],
    ["more than 5 MB", png(10, 10, 5_242_881)],
  ])("is refused when it is %s", async (_name, bytes) => {
    expect(await upload(bytes)).toMatchObject({ status: 400, json: { error: "invalid_body" } });
  });

  it("larger than the request may be is not read to its end", async () => {
    expect((await upload(png(10, 10, 8_000_000))).status).toBe(413);
  });

  it("that was taken away is nowhere", async () => {
    const { id } = fileOf(await upload(png(1, 1)));
    expect((await api.send("DELETE", `/files/${id}`)).status).toBe(204);
    expect([await served(id), (await api.send("DELETE", `/files/${id}`)).status]).toEqual([null, 404]);
    expect([await served(newId()), await served("../secrets")]).toEqual([null, null]);
  });
});

describe("a logo", () => {
  it("is one: a new one takes the place of the old", async () => {
    const first = fileOf(await upload(png(1, 1), "logo"));
    const [second, third] = await Promise.all([upload(png(2, 2), "logo"), upload(png(3, 3), "logo")]);
    expect([second.status, third.status]).toEqual([201, 201]);
    const { data } = (await api.send("GET", "/files?kind=logo")).json as { data: { id: string }[] };
    expect(data).toHaveLength(1);
    expect([fileOf(second).id, fileOf(third).id]).toContain(data[0]?.id);
    expect(await served(first.id)).toBeNull();
  });

  it("has at most 1 MB", async () => {
    expect((await upload(png(10, 10, 1_048_577), "logo")).status).toBe(400);
  });
});

it("a brand has at most 200 assets", async () => {
  await world.database.inBrand(
    world.brandId,
    ({ sql }) => sql`
      insert into files (brand_id, id, kind, name, media_type, width, height, content, created_at, created_by)
      select ${world.brandId}, gen_random_uuid(), 'asset', 'many', 'image/png', 1, 1, '\\x00', now(), 'test'
      from generate_series(1, 200)`,
  );
  expect(await upload(png(1, 1))).toMatchObject({ status: 409, json: { error: "conflict" } });
});
