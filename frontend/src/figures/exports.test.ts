import { expect, it } from "vitest";
import { asPython, standAlone } from "./exports";

it("keeps a name that closes a script from ending the page's own", () => {
  const html = standAlone(
    { data: [{ name: "</script><img src=x>" }], layout: { meta: { title: "Weights" } } },
    'var s = "</script>";',
  );
  expect(html.match(/<\/script>/g)).toHaveLength(2);
  expect(html).not.toContain("<img");
});

it("names the figure's whole address in the Python it offers", () => {
  expect(asPython(new URL("http://127.0.0.1:8420/api/figures/front?run=a&x=clarity"))).toContain(
    'httpx.get("http://127.0.0.1:8420/api/figures/front?run=a&x=clarity")',
  );
});
