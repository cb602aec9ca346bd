import "@fontsource-variable/inter/wght.css";
import "./app/mantine.css";
import "./app/tokens.css";
import "./app/global.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { refetchAfterLoss } from "./api/queryClient";
import { watchServer } from "./api/watchServer";
import { App } from "./app/App";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element #root");
watchServer();
refetchAfterLoss();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
