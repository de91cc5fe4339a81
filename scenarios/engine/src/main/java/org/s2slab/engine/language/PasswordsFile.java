package org.s2slab.engine.language;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.launch.OwnerOnlyRights;

/** Reads a file with people's passwords: lines such as {@code anna@contoso.com PASSWORD}; {@code #} begins a comment line. */
public final class PasswordsFile {
    private static final int LARGEST = 256 * 1024;

    private PasswordsFile() {}

    /**
     * The passwords by the names of the people.
     *
     * @throws FileSyntaxException with file and line if a line has another form, or if others may write the file
     */
    public static Map<String, String> read(Path file) {
        String source = file.toString();
        Map<String, String> passwords = new LinkedHashMap<>();
        int number = 0;
        for (String line : SourceFileReader.text(source, file, LARGEST).split("\\R", -1)) {
            number++;
            String content = line.strip();
            if (content.isEmpty() || content.startsWith("#")) {
                continue;
            }
            String[] words = content.split("[ \\t]+", 2);
            if (words.length < 2
                    || words[0].indexOf('@') < 1
                    || words[1].chars().anyMatch(Character::isISOControl)) {
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

    private static void requireOwn(String source, Path file) {
        try {
            String fault = OwnerOnlyRights.faultOfWriters(file);
            if (fault != null) {
                throw new FileSyntaxException(source, fault);
            }
        } catch (IOException e) {
            throw new FileSyntaxException(source, "cannot be read: " + e.getMessage());
        }
    }
}
