import { Chain } from "./_home/chain";
import { FirstRequest } from "./_home/first-request";
import { Hero } from "./_home/hero";
import { Run } from "./_home/run";
import { Trust } from "./_home/trust";
import { Frame } from "./_ui/frame";

export default function HomePage() {
  const hasDemo = true;
  return (
    <Frame here="/">
      <Hero hasDemo={hasDemo} />
      <Chain />
      <Trust />
      <Run />
      <FirstRequest origin="http://localhost:3000" />
    </Frame>
  );
}
