import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env.PARETOSCOPE_SERVER ?? "http://127.0.0.1:8420";

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "../backend/paretoscope/page",
    emptyOutDir: true,
    target: "es2022",
    // Swagger UI has 1.4 MB; only the documentation of the API loads it.
    chunkSizeWarningLimit: 1600,
    rollupOptions: { input: ["index.html", "docs.html"] },
  },
  server: {
    proxy: { "/api": server },
  },
});
