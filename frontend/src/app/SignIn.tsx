import { Button, PasswordInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { api } from "../api/api";
import { setConnection } from "../api/connection";
import { Problem } from "../api/problem";
import { useTitle } from "../components/useTitle";
import classes from "./SignIn.module.css";

/** Replaces every page while the server asks for its token. */
export function SignIn() {
  useTitle("Sign in");
  const [token, setToken] = useState("");
  const client = useQueryClient();
  const signIn = useMutation({
    mutationFn: () => api.POST("/api/session", { body: { token } }),
    onSuccess: () => {
      setConnection("reachable");
      void client.resetQueries();
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <h1>Sign in</h1>
      <p>
        This server can be reached from other machines, so it asks for the token it was started with: the value of
        PARETOSCOPE_TOKEN.
      </p>
      <PasswordInput
        size="xs"
        label="Token"
        value={token}
        onChange={(event) => setToken(event.currentTarget.value)}
        error={signIn.error && sentence(signIn.error)}
        autoComplete="current-password"
        data-autofocus
        autoFocus
      />
      <Button type="submit" variant="filled" loading={signIn.isPending} disabled={token === ""}>
        Sign in
      </Button>
    </form>
  );
}

function sentence(error: Error): string {
  if (!(error instanceof Problem)) return error.message;
  return error.status === 401
    ? "That is not this server's token. Copy it again from the machine that runs the server."
    : [error.message, error.detail, error.instead].filter(Boolean).join(". ");
}
