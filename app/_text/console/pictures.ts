const BYTES_PER_KB = 1024;
const KB_PER_MB = 1024;

function sizeOf(bytes: number): string {
  const kb = bytes / BYTES_PER_KB;
  return kb < KB_PER_MB ? `${Math.max(1, Math.round(kb))} kB` : `${Number((kb / KB_PER_MB).toFixed(1))} MB`;
}

type Picture = { width: number; height: number; bytes: number };

/** The brand's logo and what partners may show: where the brand puts them up, and where partners find them. */
export const pictures = {
  facts: ({ width, height, bytes }: Picture) => `${width} × ${height} pixels · ${sizeOf(bytes)}`,
  manage: {
    title: "Pictures",
    lead: "Your logo, and what partners may show on their sites. Partners find all of it on their page Assets.",
    logo: {
      title: "Logo",
      lead: "Partners see it in the portal, in mails and on public pages of programs, on white. A new one takes the place of the old, at an address of its own.",
    },
    assets: {
      title: "For partners",
      lead: "Banners and product pictures, with each partner’s link around them.",
    },
    file: { logo: "Logo", asset: "Picture" },
    hint: (maxBytes: number) => `PNG, JPEG, WebP or GIF, up to ${sizeOf(maxBytes)}.`,
    upload: "Upload",
    uploaded: "Uploaded. Partners see it at once.",
    choose: "Choose a file first: the one that came was empty.",
    tooLarge: (bytes: number, maxBytes: number) =>
      `This file has ${sizeOf(bytes)}; ${sizeOf(maxBytes)} are the most. Save it smaller and try again.`,
    address: "Copy address",
    remove: "Remove",
    removeOne: (name: string) => `Remove ${name}`,
    removeTitle: (name: string) => `Remove ${name}?`,
    removeEffect: {
      logo: "Its address stops working: whatever shows it by that address, on your site, in mails or on partners’ sites, shows a gap. Browsers that have it may keep it for up to a year.",
      asset:
        "Its address stops working: every site on which a partner shows it shows a gap in its place. The links around it go on leading to you, and what they earned stays. Browsers that have it may keep it for up to a year.",
    },
    cancel: "Keep it",
    removed: "Removed.",
    noLogo: "No logo yet.",
    empty: {
      title: "No pictures for partners yet",
      body: "Upload the first, and every partner can show it with their own link around it.",
    },
  },
  use: {
    title: "Assets",
    lead: (brand: string) =>
      `Pictures from ${brand} that you may show. Put the HTML on your site: whoever clicks comes through your link.`,
    logo: "Logo",
    filters: { name: "Name", link: "With your newest link" },
    download: "Download",
    downloadOne: (name: string) => `Download ${name}`,
    address: "Copy address",
    html: "Copy HTML",
    show: "Show the HTML",
    leads: (url: string) => `The HTML leads through ${url}.`,
    noLink: "You have no link that works at present, so there is no HTML to copy yet.",
    makeLink: "Get your link",
    empty: {
      title: "No pictures yet",
      body: "As soon as the brand puts up banners or its logo, you find them here. Your links work without them.",
    },
  },
} as const;
