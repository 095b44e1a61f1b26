import { sharedServer } from "@/server/api/services";

export const dynamic = "force-dynamic";

/** Where Inngest runs the functions. It signs what it sends, and checks how we sign; the SDK does both. */
async function answer(request: Request): Promise<Response> {
  const { jobs } = await sharedServer();
  if (jobs.serve) return jobs.serve(request);
  const error = { code: "not_found", message: "No Inngest is set up here: the server runs its jobs itself." };
  return Response.json({ error }, { status: 404 });
}

export { answer as GET, answer as POST, answer as PUT };
