/** The brand's console: what stands around its pages. */
export const consoleText = {
  navigation: "Console",
  menu: "Menu",
  brands: "Switch to",
  asPartner: (brand: string) => `${brand}, as a partner`,
  signOut: "Sign out",
  role: { owner: "Owner", admin: "Admin", viewer: "Viewer" },
  places: {
    overview: "Overview",
    partners: "Partners",
    programs: "Programs",
    customers: "Customers",
    events: "Events",
    commissions: "Commissions",
    payouts: "Payouts",
    fraud: "Fraud",
    data: "Data",
    developers: "Developers",
    settings: "Settings",
  },
  keys: "Press g, then a page’s letter, to go there; pointing at a page shows it.",
  viewer: "You may look at everything here. Changing it needs an admin.",
} as const;
