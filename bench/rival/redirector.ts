import { createHash } from "node:crypto";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import knexOf from "knex";
import { serveParent } from "../support/child";

const POOL_SIZE = 16;

/** A redirect in the manner of the known rival: five statements a click, each awaited before the next. */
const knex = knexOf({
  client: "pg",
  connection: process.env["DATABASE_URL"] ?? "",
  pool: { min: POOL_SIZE, max: POOL_SIZE },
});
const app = new Hono();

app.get("/r/:code", async (c) => {
  const tenant = await knex("tenants")
    .where({ host: c.req.header("host") })
    .first();
  if (!tenant) return c.notFound();
  const link = await knex("links")
    .where({ tenant_id: tenant.id, code: c.req.param("code") })
    .first();
  if (!link) return c.notFound();
  const partner = await knex("partners").where({ id: link.partner_id, status: "active" }).first();
  const program = await knex("programs").where({ id: link.program_id }).first();
  const address = c.req.header("x-forwarded-for") ?? "";
  const [click] = await knex("clicks")
    .insert({
      tenant_id: tenant.id,
      link_id: link.id,
      partner_id: partner.id,
      program_id: program.id,
      landing_url: program.destination_url,
      ip_hash: createHash("sha256").update(address).digest("hex"),
      user_agent: c.req.header("user-agent"),
      referrer: c.req.header("referer"),
      utm_source: c.req.query("utm_source"),
    })
    .returning("id");
  const destination = new URL(program.destination_url);
  for (const [name, value] of Object.entries(c.req.query())) destination.searchParams.set(name, value);
  destination.searchParams.set("cref", click.id);
  c.header(
    "set-cookie",
    `_cref=${click.id}; Path=/; Domain=brand.example; Max-Age=7776000; SameSite=Lax; Secure`,
  );
  return c.redirect(destination.href, 302);
});

const http = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, () => {
  serveParent({ port: (http.address() as AddressInfo).port }, async () => {
    http.close();
    await knex.destroy();
  });
});
