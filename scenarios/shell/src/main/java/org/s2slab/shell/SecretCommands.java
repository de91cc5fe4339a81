package org.s2slab.shell;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.shell.BuiltInCommand.Run;
import org.s2slab.shell.CmdletHelp.Parameter;

/** Commands for passwords. A password is read and passed to cmdlets; output and history never contain it. */
final class SecretCommands {
    /** A line that names one of these is not kept. */
    private static final Pattern SECRET = Pattern.compile(
            "convertto-securestring|[-\u2013\u2014]\\w*(password|credential|secret|token|pfx)\\w*[\\s:]+[^-$\\s|;]"
                    + "|password\\s*=\\s*[\"']",
            Pattern.CASE_INSENSITIVE);

    private SecretCommands() {}

    static List<BuiltInCommand> all() {
        return List.of(
                BuiltInCommand.of(
                        "Get-Credential",
                        "Asks for a name and a password.",
                        1,
                        List.of(
                                Parameter.of("UserName", "STRING", "The name; asked for where it is not given."),
                                Parameter.of("Credential", "STRING", "The same."),
                                Parameter.of("Message", "STRING", "What is shown before.")),
                        List.of(),
                        SecretCommands::credential),
                BuiltInCommand.of(
                        "Read-Host",
                        "Asks for a line.",
                        1,
                        List.of(
                                Parameter.of("Prompt", "STRING", "What is asked."),
                                Parameter.of("AsSecureString", "SWITCH", "What is typed is a secret.")),
                        List.of(),
                        SecretCommands::read),
                BuiltInCommand.of(
                        "ConvertTo-SecureString",
                        "Makes a secret of a text.",
                        1,
                        List.of(
                                Parameter.of("String", "STRING", "The text."),
                                Parameter.of("AsPlainText", "SWITCH", "Says that it is as it stands; needed."),
                                Parameter.of("Force", "SWITCH", "Accepted, without effect.")),
                        List.of(),
                        SecretCommands::secret));
    }

    /** Whether a line has a password in it. */
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
