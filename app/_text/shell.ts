/** What stands around every page. */
export const shell = {
  name: "OpenPartner",
  description: "Partner attribution that explains itself: from a click to a commission, on your own machine.",
  skip: "Skip to content",
  navigation: "Pages",
  links: { demo: "A commission, traced", api: "API", signIn: "Sign in" },
  theme: { label: "Theme", system: "System", light: "Light", dark: "Dark" },
  footer: "Open source under the MIT license. Your data stays on your machine.",
  copy: "Copy",
  copied: "Copied",
  notFound: {
    title: "There is nothing at this address",
    body: "The address may be mistyped, or what was here has moved.",
    home: "Go to the first page",
  },
  error: {
    title: "This page could not be shown",
    body: "Something failed on the server, and it has been written to the log. No figures were changed.",
    reference: (digest: string) => `Reference for the log: ${digest}`,
    retry: "Try again",
  },
} as const;
