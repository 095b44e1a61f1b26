import { expect, test } from "vitest";
import { snippetOf } from "./snippet";

test("the HTML of a picture leads through the partner's link, and no name breaks out of it", () => {
  const html = snippetOf({
    link: "https://go.brand.com/r/ann?sub1=a&sub2=b",
    picture: { url: "https://partners.brand.com/files/01", width: 640, height: 480 },
    alt: 'Tea & "Sons" <script>',
  });
  expect(html).toBe(
    '<a href="https://go.brand.com/r/ann?sub1=a&amp;sub2=b" rel="sponsored">' +
      '<img src="https://partners.brand.com/files/01" width="640" height="480" alt="Tea &amp; &quot;Sons&quot; &lt;script&gt;"></a>',
  );
});
