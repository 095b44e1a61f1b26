import { describe, expect, it } from "vitest";
import { destinationProblem } from "./destination";

describe("a program's destination", () => {
  it.each([
    "https://brand.com",
    "https://brand.com/start?plan=pro#top",
    "HTTP://brand.com/",
    "http://localhost:3001/welcome",
    "https://bücher.de/",
  ])("%j can be led to", (url) => {
    expect(destinationProblem(url)).toBeNull();
  });

  it.each([
    "brand.com",
    "//brand.com",
    "/start",
    "https:brand.com",
    "https:/brand.com",
    "https:\\\\brand.com",
    "https://brand.com\\@evil.com",
    "https://",
    "https://?x",
    "https://brand.com /x",
    "https://brand.com/\tx",
    "https://brand.com:99999",
    "ftp://brand.com",
    "javascript:alert(1)",
    "data:text/html,hello",
    "https://user@brand.com",
    "https://user:password@brand.com",
    "https://:password@brand.com",
  ])("%j is refused", (url) => {
    expect(destinationProblem(url)).not.toBeNull();
  });
});
