type Asked = { link: string; picture: { url: string; width: number; height: number }; alt: string };

/** HTML that shows a picture and leads through a partner's link. What it leads to is paid for, which search engines ask to be told. */
export function snippetOf({ link, picture: { url, width, height }, alt }: Asked): string {
  const image = `<img src="${escaped(url)}" width="${width}" height="${height}" alt="${escaped(alt)}">`;
  return `<a href="${escaped(link)}" rel="sponsored">${image}</a>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
