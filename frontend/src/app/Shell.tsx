import { NavLink, Outlet, ScrollRestoration } from "react-router";
import { useConnection } from "../api/connection";
import { ConnectionBanner } from "./ConnectionBanner";
import { JumpBox } from "./JumpBox";
import classes from "./Shell.module.css";
import { SignIn } from "./SignIn";
import { SignOut } from "./SignOut";
import { ThemeMenu } from "./ThemeMenu";

const PAGES = [
  { to: "/runs", label: "Runs" },
  { to: "/sweeps", label: "Sweeps" },
  { to: "/compare", label: "Compare" },
  { to: "/workers", label: "Workers" },
];

/** The frame around every page. */
export function Shell() {
  const signedOut = useConnection() === "signed out";
  return (
    <>
      <a className={classes.skip} href="#page">
        Skip to the page
      </a>
      <header className={classes.header}>
        <NavLink to="/runs" className={classes.brand}>
          Paretoscope
        </NavLink>
        <nav className={classes.nav} aria-label="Pages">
          {!signedOut &&
            PAGES.map((page) => (
              <NavLink key={page.to} to={page.to} className={classes.link} data-text={page.label}>
                {page.label}
              </NavLink>
            ))}
        </nav>
        {!signedOut && <JumpBox />}
        {!signedOut && <SignOut />}
        <ThemeMenu />
      </header>
      <ConnectionBanner />
      <main id="page" className={classes.page}>
        {signedOut ? <SignIn /> : <Outlet />}
      </main>
      <ScrollRestoration />
    </>
  );
}
