import { createBrowserRouter, Navigate } from "react-router";
import { RunsPage } from "../pages/runs/RunsPage";
import { BrokenPage } from "./BrokenPage";
import { NotFound } from "./NotFound";
import { Shell } from "./Shell";

export const router = createBrowserRouter([
  {
    Component: Shell,
    HydrateFallback: () => null,
    children: [
      {
        ErrorBoundary: BrokenPage,
        children: [
          { index: true, element: <Navigate to="/runs" replace /> },
          { path: "runs", Component: RunsPage },
          {
            path: "runs/new",
            lazy: async () => ({ Component: (await import("../pages/new-run/NewRunPage")).NewRunPage }),
          },
          { path: "runs/:id/:tab?", lazy: async () => ({ Component: (await import("../pages/run/RunPage")).RunPage }) },
          {
            path: "compare",
            lazy: async () => ({ Component: (await import("../pages/compare/ComparePage")).ComparePage }),
          },
          {
            path: "workers",
            lazy: async () => ({ Component: (await import("../pages/workers/WorkersPage")).WorkersPage }),
          },
          { path: "*", Component: NotFound },
        ],
      },
    ],
  },
]);
