package org.s2slab.console;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The static files of the page. All files are on the class path and listed by name. No other file is served. */
final class PageFiles {
    private static final List<String> OWN = List.of(
            "console.css",
            "main.js",
            "library.js",
            "events.js",
            "parts.js",
            "map.js",
            "cards.js",
            "chapters.js",
            "names.js",
            "key.svg",
            "show.js",
            "snapshots.js",
            "trust.js",
            "story.js",
            "sequence.js",
            "hop.js",
            "wire.js",
            "shelves.js",
            "experiments.js",
            "workbench.js",
            "fields.js",
            "forecast.js",
            "forge.js",
            "glossary.js",
            "presenting.js",
            "presets.js",
            "roles.js",
            "start.js",
            "learn.js",
            "present.js",
            "icon.svg");

    /** The JavaScript library of the page, unchanged as its authors published it (docs/NOTICE). */
    private static final String PREACT = "console/preact/";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, Buffer> files = new LinkedHashMap<>();

    /** Reads all files. Blocks the calling thread. */
    PageFiles() {
        files.put("/", resource("console/index.html"));
        OWN.forEach(name -> files.put("/" + name, resource("console/" + name)));
        files.put("/preact.js", resource(PREACT + "preact.mjs"));
        // The second file of the library imports the first file by a bundler's name, but browsers need a URL.
        String hooks = resource(PREACT + "hooks.mjs").toString();
        files.put("/hooks.js", Buffer.buffer(hooks.replace("from\"preact\"", "from\"./preact.js\"")));
    }

    void mount(Router router) {
        files.forEach((path, content) -> router.get(path)
                .handler(request -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, type(path))
                        .end(content)));
    }

    private static String type(String path) {
        String ending = path.equals("/") ? "html" : path.substring(path.lastIndexOf('.') + 1);
        return TYPES.getOrDefault(ending, "application/octet-stream");
    }

    private static Buffer resource(String name) {
        try (InputStream in = PageFiles.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the console's file " + name + " is not on the class path");
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
