/** Signs in as one of the demonstration's people, as its page does with one click. Resolves to the Cookie header. */
export async function signInToDemo(origin: string, as: "admin" | "partner" = "admin"): Promise<string> {
  const reply = await fetch(`${origin}/api/demo/sign-in`, {
    method: "POST",
    redirect: "manual",
    // The server knows itself by this name, and answers forms of its own pages alone.
    headers: {
      origin: `http://localhost:${new URL(origin).port}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: `as=${as}`,
  });
  const [cookie] = reply.headers.get("set-cookie")?.split(";") ?? [];
  if (!cookie) throw new Error(`The demonstration let nobody in: ${reply.status} ${await reply.text()}`);
  return cookie;
}
