/** What a person sees when the server is up: where to go and a first request to paste. The key is in a file, not on the screen. */
export function welcome(options: {
  origin: string;
  dataDir: string;
  ownKey: boolean;
  sandbox: boolean;
  demo: boolean;
  /** What the first person here shows to become the owner. */
  installCode: string;
  /** Where mails are read that have nowhere else to go; null where they leave. */
  mailbox: string | null;
}): string {
  const { origin, dataDir, ownKey, sandbox, demo, installCode, mailbox } = options;
  const key = ownKey ? "$ADMIN_API_KEY" : `$(cat ${dataDir}/admin-api-key)`;
  const lines = [
    "",
    `  OpenPartner is ready at ${origin}`,
    `  The first time, set up:  ${origin}/install?code=${installCode}`,
    ...(demo
      ? [`  Look around, one click:  ${origin}/sign-in`, `  A commission, explained: ${origin}/demo`]
      : []),
    `  The API, explained:      ${origin}/docs/api`,
    ...(mailbox === null ? [] : [`  Mail, which stays here:  ${mailbox}`]),
    ...(sandbox ? [`  A sandbox for Stripe:    ${origin}/dev/stripe   (no money moves)`] : []),
    "",
    "  A first request to paste: a program that pays 20 % of every paid invoice.",
    "",
    `    curl -s ${origin}/api/v1/programs \\`,
    `      -H "Authorization: Bearer ${key}" \\`,
    `      -H 'Content-Type: application/json' \\`,
    `      -d '{"name":"Partners","slug":"partners","destinationUrl":"https://example.com/",`,
    `           "terms":{"rules":[{"trigger":"every","eventType":"invoice_paid","kind":"percent","value":"20"}]}}'`,
    "",
    "  Stop with Ctrl-C.",
    "",
    "",
  ];
  return lines.join("\n");
}
