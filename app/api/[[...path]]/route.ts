/** Whoever calls an address below `/api` that nothing answers is a program, and is told in JSON. */
export { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from "../v1/[...path]/route";

export const dynamic = "force-dynamic";
