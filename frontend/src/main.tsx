import "@fontsource-variable/inter/wght.css";
import "./app/mantine.css";
import "./app/tokens.css";
import "./app/global.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { recoverAlone } from "./api/queryClient";
import { App } from "./app/App";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element #root");
recoverAlone();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
