/** What partners arrange for themselves, and whose purchases they are credited with. */
export const portalSettings = {
  title: "Settings",
  lead: "Who you are, which mail you want, and what your own tools may ask for.",
  cancel: "Not now",
  places: { label: "Your settings", profile: "Profile", postbacks: "Postbacks", keys: "API keys" },

  profile: {
    title: "Profile",
    name: "Your name",
    email: "E-mail address",
    emailWhy: "You sign in with it. Ask the brand to change it.",
    paid: "How you are paid",
    paidLink: "See payouts",
    save: "Save",
    saved: "Saved.",
    mail: "Mail",
    mailLead: "Invitations, sign-in links and what you must know come in any case.",
    kinds: {
      payouts: "When a payout was sent to you or is delayed",
      notices: "When a program ends or its terms change",
    },
  },

  keys: {
    lead: "Your own programs can read what this portal shows, and make links.",
    empty: { title: "No key yet", body: "You need one only for programs of your own." },
  },

  postbacks: {
    title: "Postbacks",
    lead: "Your tracker is called whenever you earn something.",
    add: "Add a postback",
    url: "Address, with macros",
    urlHint: "Such as https://tracker.example/in?id={click_id}&sum={commission}",
    method: "How it is called",
    methods: { GET: "GET, all in the address", POST: "POST, a form in the body" },
    body: "Body, with macros",
    bodyHint: "Such as id={event_id}&sum={commission}&cur={currency}",
    example: "What would be sent for a sale",
    exampleHint:
      "Values are percent-encoded; what a message lacks is left empty. The signature is made with the postback’s secret, over the body, or for GET over the address.",
    wrong: (problem: string) => `Not right yet: ${problem}.`,
    macros: "All macros",
    types: "Which messages",
    typesHint: "None ticked: each new commission.",
    change: "Change it",
    changed: "Saved. What waits is sent as it is now.",
    oldSecret: "The secret before this one signs, too, until",
    save: "Save",
    made: "The postback is added. Its secret, to check signatures with, is shown this once:",
    columns: { url: "Address", status: "Status", types: "Messages", made: "Made" },
    empty: { title: "No postback yet", body: "Trackers and ad networks give you an address to put here." },
  },

  customers: {
    title: "Customers",
    lead: "Whose purchases you are credited with. Who they are stays with the brand.",
    name: (id: string) => `Customer ${id.slice(-6)}`,
    columns: { customer: "Customer", first: "First", last: "Latest", events: "Events", earned: "You earned" },
    empty: {
      title: "No customer yet",
      body: "The first appears by itself when somebody who followed your link signs up or buys.",
      action: "Get your link",
    },
    eventsTitle: "What you are credited with",
    eventColumns: {
      what: "Event",
      at: "When",
      value: "Its value",
      share: "Your share",
      earned: "You earned",
    },
  },
} as const;
