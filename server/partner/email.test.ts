import { describe, expect, it } from "vitest";
import { normaliseEmail } from "./email";

describe("two addresses of one mailbox have one form", () => {
  it.each([
    ["lower case", "Ann@Shop.Example", "ann@shop.example"],
    ["no space around", " ann@shop.example\n", "ann@shop.example"],
    ["no tag", "ann+offers@shop.example", "ann@shop.example"],
    ["only the first plus matters", "ann+a+b@shop.example", "ann@shop.example"],
    ["Gmail ignores dots", "a.n.n@gmail.com", "ann@gmail.com"],
    ["Gmail has two names", "a.nn+x@GoogleMail.com", "ann@gmail.com"],
    ["dots count elsewhere", "a.nn@shop.example", "a.nn@shop.example"],
    ["a domain that only ends like Gmail's keeps its dots", "a.nn@notgmail.com", "a.nn@notgmail.com"],
    ["a mailbox that is all tag stays", "+x@shop.example", "+x@shop.example"],
    ["a quoted @ belongs to the mailbox", '"a@b"@shop.example', '"a@b"@shop.example'],
    ["a text that is no address stays", "Ann", "ann"],
  ])("%s", (_, written, form) => {
    expect(normaliseEmail(written)).toBe(form);
  });

  it("gives the form of a form unchanged", () => {
    expect(normaliseEmail(normaliseEmail("A.n.n+x+y@googlemail.com"))).toBe("ann@gmail.com");
  });
});
