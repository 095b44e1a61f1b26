const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A click id whose click happened at `iso`. */
export function crefAt(iso: string): string {
  let time = Date.parse(iso);
  let head = "";
  for (let place = 0; place < 10; place++) {
    head = CROCKFORD.charAt(time % 32) + head;
    time = Math.floor(time / 32);
  }
  return `${head}ABCDEFGHJKMNPQRS`;
}
