package org.s2slab.console;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The static files of the page. All are on the class path and listed by name; no other file is served. */
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
            "trust.js",
            "story.js",
            "sequence.js",
            "hop.js",
            "wire.js",
            "shelves.js",
            "experiments.js",
            "workbench.js",
            "fields.js",
            "forge.js",
            "glossary.js",
            "presenting.js",
            "presets.js",
            "roles.js",
            "start.js",
            "learn.js",
            "present.js",
            "icon.svg");

    /** Says which version of Preact the webjar has; its files are in a folder of that name. */
    private static final String PREACT = "META-INF/maven/org.webjars.npm/preact/pom.properties";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, Buffer> files = new LinkedHashMap<>();

    /** Reads all of them; blocks. */
    PageFiles() {
        files.put("/", resource("console/index.html"));
        OWN.forEach(name -> files.put("/" + name, resource("console/" + name)));
        String preact = "META-INF/resources/webjars/preact/" + version(PREACT) + "/";
        files.put("/preact.js", resource(preact + "dist/preact.module.js"));
        // Its second file names the first one as a bundler would know it; browsers know addresses only.
        String hooks = resource(preact + "hooks/dist/hooks.module.js").toString();
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

    private static String version(String properties) {
        Properties of = new Properties();
        try {
            of.load(new StringReader(resource(properties).toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(properties, e);
        }
        return of.getProperty("version");
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
