import { createBrowserRouter, Navigate } from "react-router";
import { RunsPage } from "../pages/runs/RunsPage";
import { BrokenPage } from "./BrokenPage";
import { lazyPage } from "./lazyPage";
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
            lazy: lazyPage(async () => (await import("../pages/new-run/NewRunPage")).NewRunPage),
          },
          { path: "runs/:id/:tab?", lazy: lazyPage(async () => (await import("../pages/run/RunPage")).RunPage) },
          { path: "sweeps", lazy: lazyPage(async () => (await import("../pages/sweeps/SweepsPage")).SweepsPage) },
          {
            path: "sweeps/:id/:tab?",
            lazy: lazyPage(async () => (await import("../pages/sweep/SweepPage")).SweepPage),
          },
          { path: "compare", lazy: lazyPage(async () => (await import("../pages/compare/ComparePage")).ComparePage) },
          { path: "workers", lazy: lazyPage(async () => (await import("../pages/workers/WorkersPage")).WorkersPage) },
          { path: "*", Component: NotFound },
        ],
      },
    ],
  },
]);
