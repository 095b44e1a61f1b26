import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import knexOf from "knex";
import { serveParent } from "../support/child";
import { type RivalEvent, record } from "./record";

const POOL_SIZE = 16;

const knex = knexOf({
  client: "pg",
  connection: process.env["DATABASE_URL"] ?? "",
  pool: { min: POOL_SIZE, max: POOL_SIZE },
});
const app = express();
app.disable("x-powered-by");
app.disable("etag");
app.use(express.json());
app.post("/events", async (request, response) => {
  // Its key is known by heart: looking it up would only slow it down.
  if (request.get("authorization") !== `Bearer ${process.env["KEY"]}`) {
    response.status(401).json({ error: "unauthorized" });
    return;
  }
  response.json(await record(knex, request.body as RivalEvent));
});
const http = createServer(app);
http.listen(0, "127.0.0.1", () => {
  serveParent({ port: (http.address() as AddressInfo).port }, async () => {
    http.closeAllConnections();
    await knex.destroy();
  });
});
