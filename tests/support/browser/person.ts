/** The user agent of a browser that somebody sits at. Headless Chromium names itself a robot, and a robot's click earns nothing. */
export const PERSON =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
