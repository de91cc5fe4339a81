package org.s2slab.shell;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.shell.SyntaxTree.Argument;

/** Detects PowerShell syntax that the shell does not support, and names the alternative. */
final class UnsupportedSyntax {
    private static final String LOOP =
            "The shell has no loops. Write the line once for each, or pass objects on by a pipe: "
                    + "Get-CsPartnerApplication | Set-CsPartnerApplication -Enabled $true.";
    private static final String FUNCTION = "The shell has no functions. Write its lines where they are needed.";
    private static final String ERRORS =
            "The shell catches no errors. -ErrorAction SilentlyContinue lets a script go on behind a line that fails.";
    static final String TYPE =
            "The shell has no .NET types but X509Certificate (New-Object, .Import, .GetRawCertData) and"
                    + " [System.Convert]::ToBase64String. A certificate of the lab is there as a value, too: "
                    + "$lab.lync.certificates.oauth.raw is its file in Base64, .thumbprint its thumbprint; a date is "
                    + "(Get-Date).AddDays(30).";

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("foreach", LOOP),
            Map.entry("for", LOOP),
            Map.entry("while", LOOP),
            Map.entry("do", LOOP),
            Map.entry("until", LOOP),
            Map.entry("foreach-object", LOOP),
            Map.entry("%", LOOP),
            Map.entry("break", LOOP),
            Map.entry("continue", LOOP),
            Map.entry("switch", "The shell has no switch. if, elseif and else do the same."),
            Map.entry("function", FUNCTION),
            Map.entry("filter", FUNCTION),
            Map.entry("param", FUNCTION),
            Map.entry("return", FUNCTION),
            Map.entry("class", TYPE),
            Map.entry("enum", TYPE),
            Map.entry("using", TYPE),
            Map.entry("add-type", TYPE),
            Map.entry("try", ERRORS),
            Map.entry("catch", ERRORS),
            Map.entry("finally", ERRORS),
            Map.entry("trap", ERRORS),
            Map.entry("throw", ERRORS + " exit 1 ends a script."));

    private static final Map<String, String> OPERATORS = Map.of(
            "f", "The shell has no -f. Fill values into a text: \"https://$host/\".",
            "is", TYPE,
            "isnot", TYPE,
            "as", TYPE);

    private UnsupportedSyntax() {}

    /** The reason why a line cannot begin with this word, or null if it can. */
    static @Nullable String word(String word) {
        String why = WORDS.get(word.toLowerCase(Locale.ROOT));
        return why == null ? null : "'" + word + "': " + why;
    }

    /** The reason why New-Object cannot create an object of this .NET type; null if it can, or for other commands. */
    static @Nullable String object(String command, List<Argument> arguments) {
        if (!command.equalsIgnoreCase("New-Object") || DotNetTypes.makes(arguments)) {
            return null;
        }
        return "'" + command + "': " + TYPE;
    }

    /** The reason why the shell does not have this operator. */
    static String operator(String operator) {
        String known = "The shell has -eq, -ne, -gt, -ge, -lt, -le, -like, -notlike, -match, -notmatch, -contains, "
                + "-notcontains, -in, -notin, -replace, -split, -join, -and, -or, -not and +.";
        return "'-" + operator + "': " + OPERATORS.getOrDefault(operator, known);
    }
}
