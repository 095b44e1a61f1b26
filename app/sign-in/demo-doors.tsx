import { signIn } from "@/app/_text/public/sign-in";
import { Submit } from "@/app/_ui/form/submit";
import { sharedServer } from "@/server/api/services";
import { isDemoShown } from "@/server/demo/sign-in";

/** Where the demonstration is shown: its people, each one click away. */
export async function DemoDoors() {
  const { services, api } = await sharedServer();
  const brandId = await api.gate.homeBrand();
  if (!brandId || !(await isDemoShown(services, brandId))) return null;
  const { title, lead, admin, partner } = signIn.demo;
  return (
    <section className="mt-8 border-t border-line pt-6" aria-label={title}>
      <h2 className="font-semibold">{title}</h2>
      <p className="mt-1 text-sm text-ink-soft">{lead}</p>
      <form action="/api/demo/sign-in" method="post" className="mt-4 flex flex-wrap gap-3">
        <Submit look="plain" name="as" value="admin">
          {admin}
        </Submit>
        <Submit look="plain" name="as" value="partner">
          {partner}
        </Submit>
      </form>
    </section>
  );
}
