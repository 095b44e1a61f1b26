/** Crediting an event to a partner by hand. */
export const credit = {
  title: "Credit by hand",
  lead: (event: string) =>
    `${event.charAt(0).toUpperCase()}${event.slice(1)}: all of it is credited to the partner that you choose, whatever the customer’s clicks say. Clicks and events stay as they are; your decision stands beside them and can be taken back.`,
  who: "To whom?",
  search: "Name or address",
  find: "Find",
  nobody: "No active partner who is in a program matches.",
  more: "There are more. Type a part of the name or of the address.",
  effect: (name: string, program: string) => `${name}, in ${program}`,
  held: "It is credited so already.",
  reason: "Why",
  reasonHint: "Kept with the decision.",
  act: (name: string) => `Credit ${name}`,
  byHand: "Credited by hand",
  by: (who: string) => `by ${who}`,
  takeBack: "Take it back",
  takeBackTitle: "Take this credit back?",
  takeBackLead:
    "A credit by hand that was given before it holds again; without one, the customer’s clicks decide.",
  takenBack: "The credit by hand is taken back.",
  cancel: "Cancel",
} as const;
