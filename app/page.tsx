import { Chain } from "./_home/chain";
import { FirstRequest } from "./_home/first-request";
import { Hero } from "./_home/hero";
import { loadHome } from "./_home/load";
import { Run } from "./_home/run";
import { Trust } from "./_home/trust";
import { Frame } from "./_ui/page/frame";

export const dynamic = "force-dynamic";

export default async function HomePage() {
  const { hasDemo, origin } = await loadHome();
  return (
    <Frame here="/">
      <Hero hasDemo={hasDemo} />
      <Chain />
      <Trust />
      <Run />
      <FirstRequest origin={origin} />
    </Frame>
  );
}
