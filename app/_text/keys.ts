/** API keys, as members and partners see them in a list. */
export const keys = {
  title: "API keys",
  make: "Make a key",
  name: "Name",
  nameHint: "What uses it, so that you know what stops when you revoke it.",
  made: "The key is made. Copy it now: it is not shown again.",
  cancel: "Not now",
  columns: { name: "Key", made: "Made", expires: "Until", status: "Status" },
  anyStatus: "Any status",
  status: { active: "Active", expired: "Expired", revoked: "Revoked" },
  noEnd: "No end",
  revoke: "Revoke",
  revokeTitle: "Revoke this key?",
  revokeEffect: (name: string) =>
    `Whatever uses “${name}” is refused from the next request on. There is no way back.`,
  done: "The key is revoked.",
  revokeSomeTitle: "Revoke these keys?",
  revokeSomeEffect: (count: number) =>
    `Whatever uses ${count === 1 ? "this key" : `one of these ${count} keys`} is refused from the next request on. There is no way back.`,
  doneSome: (count: number) => `${count} ${count === 1 ? "key" : "keys"} revoked.`,
} as const;
