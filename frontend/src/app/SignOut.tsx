import { UnstyledButton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answered, api } from "../api/api";
import { setConnection } from "../api/connection";
import classes from "./ThemeMenu.module.css";

/** Ends the session on the server and goes back to the sign-in page; not there on a server without a token. */
export function SignOut() {
  const client = useQueryClient();
  const health = useQuery({
    queryKey: ["health"],
    queryFn: () => answered(api.GET("/api/health")),
    staleTime: Infinity,
  });
  const signOut = useMutation({
    mutationFn: () => api.DELETE("/api/session"),
    onSuccess: () => {
      setConnection("signed out");
      client.clear();
    },
  });
  if (!health.data?.token_required) return null;
  return (
    <UnstyledButton className={classes.button} disabled={signOut.isPending} onClick={() => signOut.mutate()}>
      Sign out
    </UnstyledButton>
  );
}
