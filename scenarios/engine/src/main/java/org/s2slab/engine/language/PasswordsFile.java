package org.s2slab.engine.language;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.launch.OwnerOnlyRights;

/** Reads a file with people's passwords: lines such as {@code anna@contoso.com PASSWORD}; {@code #} begins a comment line. */
public final class PasswordsFile {
    private static final int LARGEST = 256 * 1024;
    private static final Pattern END_OF_LINE = Pattern.compile("\\R");

    private PasswordsFile() {}

    /**
     * The passwords by the names of the people.
     *
     * @throws FileSyntaxException with file and line if a line has another form, or if others may use the file
     */
    public static Map<String, String> read(Path file) {
        String source = file.toString();
        Map<String, String> passwords = new LinkedHashMap<>();
        int number = 0;
        for (String line : END_OF_LINE.split(SourceFileReader.text(source, file, LARGEST), -1)) {
            number++;
            String content = line.strip();
            if (content.isEmpty() || content.startsWith("#")) {
                continue;
            }
            String[] words = words(content);
            if (words.length < 2) {
                throw new FileSyntaxException(
                        source, number, "is not a name and a password, such as: anna@contoso.com a-long-password");
            }
            if (passwords.put(words[0], words[1]) != null) {
                throw new FileSyntaxException(source, number, "'" + words[0] + "' has two lines; keep one");
            }
        }
        requireOwn(source, file);
        return passwords;
    }

    /** The name and the password in a line; empty if the line has another form. */
    private static String[] words(String content) {
        String[] words = content.split("[ \\t]+", 2);
        boolean right = words.length == 2
                && words[0].indexOf('@') > 0
                && words[1].chars().noneMatch(Character::isISOControl);
        return right ? words : new String[0];
    }

    /** Whether a line with this name and password has them when it is read. */
    static boolean canHold(String name, String password) {
        String line = name + " " + password;
        return !END_OF_LINE.matcher(line).find()
                && !name.startsWith("#")
                && List.of(name, password).equals(List.of(words(line.strip())));
    }

    private static void requireOwn(String source, Path file) {
        try {
            String fault = OwnerOnlyRights.faultOfFile(file);
            if (fault != null) {
                throw new FileSyntaxException(source, fault);
            }
        } catch (IOException e) {
            throw new FileSyntaxException(source, "cannot be read: " + e.getMessage());
        }
    }
}
