package org.s2slab.shell;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.shell.BuiltInCommand.Run;
import org.s2slab.trace.TokenRedactor;

/** Commands that print objects, write them to files and read them from files. */
final class OutputCommands {
    /** The default depth of nested objects, as in Windows PowerShell. */
    private static final int DEPTH = 2;

    private OutputCommands() {}

    static List<BuiltInCommand> all() {
        return List.of(
                BuiltInCommand.of("Format-List", run -> formatted(run, true)),
                BuiltInCommand.of("Format-Table", run -> formatted(run, false)),
                BuiltInCommand.of("ConvertTo-Json", OutputCommands::toJson),
                BuiltInCommand.of("ConvertFrom-Json", OutputCommands::fromJson),
                BuiltInCommand.of("Out-File", OutputCommands::toFile),
                BuiltInCommand.of("Get-Content", OutputCommands::content),
                BuiltInCommand.of("Out-Null", run -> List.of()),
                BuiltInCommand.of("Write-Output", run -> run.input("InputObject")),
                BuiltInCommand.of("Write-Host", OutputCommands::host),
                BuiltInCommand.of("Write-Warning", run -> {
                    run.session().warn(ValueConverter.text(ValueConverter.whole(run.input("Message"))));
                    return List.of();
                }));
    }

    private static List<@Nullable Object> formatted(Run run, boolean list) {
        List<ShellObject> objects = new ArrayList<>();
        List<@Nullable Object> others = new ArrayList<>();
        run.input("InputObject").forEach(value -> {
            if (value instanceof ShellObject object) {
                objects.add(object);
            } else {
                others.add(value);
            }
        });
        if (objects.isEmpty()) {
            return others;
        }
        ObjectFormatter display = new ObjectFormatter(
                run.session().screen().width(), run.session().screen().look());
        List<String> names = ObjectFormatter.chosen(objects, run.arguments().texts("Property"));
        return List.of(new FormattedOutput(list ? display.list(objects, names) : display.table(objects, names)));
    }

    private static List<@Nullable Object> toJson(Run run) {
        Object value = ValueConverter.whole(run.input("InputObject"));
        Object json =
                ValueConverter.toJson(value, run.arguments().number("Depth", DEPTH) + (value instanceof List ? 1 : 0));
        if (run.arguments().flag("Compress")) {
            return List.of(Json.encode(json));
        }
        return List.of(
                json instanceof JsonObject object
                        ? object.encodePrettily()
                        : json instanceof JsonArray array ? array.encodePrettily() : Json.encode(json));
    }

    private static List<@Nullable Object> fromJson(Run run) {
        String text = String.join(
                "\n",
                run.input("InputObject").stream().map(ValueConverter::text).toList());
        try {
            return ValueConverter.items(ValueConverter.ofJson(Json.decodeValue(text), null));
        } catch (DecodeException e) {
            throw ShellException.failed("ConvertFrom-Json: this is no JSON: " + e.getMessage());
        }
    }

    private static Path file(Run run, String parameter) {
        String path = run.arguments().text(parameter);
        if (path == null) {
            throw ShellException.failed(run.arguments().help().name() + ": -" + parameter + " is missing.");
        }
        return run.session().file(path);
    }

    private static List<@Nullable Object> toFile(Run run) {
        Path file = file(run, "FilePath");
        List<String> lines = new ObjectFormatter(
                        Integer.MAX_VALUE / 2, run.session().screen().look().plain())
                .lines(run.input() == null ? List.of() : run.input());
        StandardOpenOption[] how = run.arguments().flag("Append")
                ? new StandardOpenOption[] {StandardOpenOption.CREATE, StandardOpenOption.APPEND}
                : new StandardOpenOption[] {
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING
                };
        try {
            Files.write(file, lines.stream().map(TokenRedactor::redact).toList(), StandardCharsets.UTF_8, how);
        } catch (IOException e) {
            throw ShellException.failed("file " + file + " cannot be written: " + e.getMessage());
        }
        return List.of();
    }

    private static List<@Nullable Object> content(Run run) {
        Path file = file(run, "Path");
        try {
            String text = Files.readString(file);
            return run.arguments().flag("Raw")
                    ? List.of(text)
                    : new ArrayList<@Nullable Object>(text.lines().toList());
        } catch (IOException e) {
            throw ShellException.failed("file " + file + " cannot be read: " + e.getMessage());
        }
    }

    private static List<@Nullable Object> host(Run run) {
        run.session().screen().line(ValueConverter.text(ValueConverter.whole(run.input("Object"))));
        return List.of();
    }
}
