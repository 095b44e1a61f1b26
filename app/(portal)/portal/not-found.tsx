import { portal } from "@/app/_text/portal/portal";
import { ButtonLink } from "@/app/_ui/form/button";
import { Empty } from "@/app/_ui/page/empty";

const { notFound: text } = portal;

/** In place of a page of the portal that is not there, or is another partner's. The way to the other pages stays. */
export default function NotFound() {
  return (
    <Empty title={text.title} body={text.body}>
      <ButtonLink look="primary" href="/portal">
        {text.home}
      </ButtonLink>
    </Empty>
  );
}
