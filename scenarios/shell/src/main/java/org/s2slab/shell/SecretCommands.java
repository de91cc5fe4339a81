package org.s2slab.shell;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.shell.BuiltInCommand.Run;

/** Commands for passwords. A password is read and passed to cmdlets. Neither the output nor the history contains it. */
final class SecretCommands {
    /** The pattern of lines that the history does not store, because they contain a secret. */
    private static final Pattern SECRET = Pattern.compile(
            "convertto-securestring|[-\u2013\u2014]\\w*(password|credential|secret|token|pfx)\\w*[\\s:]+[^-$\\s|;]"
                    + "|new-msolserviceprincipal\\w*\\s(.*\\s)?[-\u2013\u2014]va?l?u?e?[\\s:]+[^-$\\s|;]"
                    + "|password\\s*=\\s*[\"']",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private SecretCommands() {}

    static List<BuiltInCommand> all() {
        return List.of(
                BuiltInCommand.of("Get-Credential", SecretCommands::credential),
                BuiltInCommand.of("Read-Host", SecretCommands::read),
                BuiltInCommand.of("ConvertTo-SecureString", SecretCommands::secret));
    }

    /** Whether a line contains a password. */
    static boolean isIn(String line) {
        return SECRET.matcher(line.toLowerCase(Locale.ROOT)).find();
    }

    private static List<@Nullable Object> credential(Run run) {
        ArgumentBinder arguments = run.arguments();
        if (arguments.has("Message")) {
            run.session().screen().line(ValueConverter.text(arguments.value("Message")));
        }
        String given = arguments.has("UserName") ? arguments.text("UserName") : arguments.text("Credential");
        String user = given == null ? run.session().asking().answer("User: ", false) : given;
        String password = run.session().asking().answer("Password for " + user + ": ", true);
        return List.of(new ShellObject(null).with("UserName", user).with("Password", new SecureText(password)));
    }

    private static List<@Nullable Object> read(Run run) {
        boolean secret = run.arguments().flag("AsSecureString");
        String prompt = run.arguments().text("Prompt");
        String answer = run.session().asking().answer(prompt == null ? "" : prompt + ": ", secret);
        return List.of(secret ? new SecureText(answer) : answer);
    }

    private static List<@Nullable Object> secret(Run run) {
        String text = run.arguments().text("String");
        if (text == null || !run.arguments().flag("AsPlainText")) {
            throw ShellException.failed(
                    "ConvertTo-SecureString: give the text and -AsPlainText; the shell reads no encrypted texts.");
        }
        return List.of(new SecureText(text));
    }
}
