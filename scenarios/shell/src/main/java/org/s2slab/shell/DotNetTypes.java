package org.s2slab.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.s2slab.shell.SyntaxTree.Argument;
import org.s2slab.shell.SyntaxTree.Literal;

/** The .NET types with which public procedures upload certificates and photos: certificates, files and Base64. */
final class DotNetTypes {
    private static final Pattern CERTIFICATE =
            Pattern.compile("(?i)(System\\.)?Security\\.Cryptography\\.X509Certificates\\.X509Certificate2?");
    private static final Pattern CONVERT = Pattern.compile("(?i)\\[(System\\.)?Convert]");
    private static final String TO_BASE64 = "ToBase64String";
    private static final Pattern FILE = Pattern.compile("(?i)\\[(System\\.)?IO\\.File]");
    private static final String READ = "ReadAllBytes";

    private DotNetTypes() {}

    /** The result of {@code .GetRawCertData()} and of {@code ReadAllBytes}. */
    record Bytes(String base64) {
        /** The bytes as numbers, in PowerShell's form. */
        @Override
        public String toString() {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return IntStream.range(0, bytes.length)
                    .mapToObj(i -> String.valueOf(bytes[i] & 0xff))
                    .collect(Collectors.joining(" "));
        }
    }

    /** Whether the shell supports {@code [Type]::Member(…)}. */
    static boolean hasMember(String type, String member) {
        return (CONVERT.matcher(type).matches() && TO_BASE64.equalsIgnoreCase(member))
                || (FILE.matcher(type).matches() && READ.equalsIgnoreCase(member));
    }

    /** Calls a static member with the given arguments. */
    static Object call(String type, String member, List<@Nullable Object> values, Function<String, Path> files) {
        if (READ.equalsIgnoreCase(member) && values.size() == 1 && values.get(0) instanceof String file) {
            return new Bytes(Base64.getEncoder().encodeToString(read(files.apply(file))));
        }
        if (TO_BASE64.equalsIgnoreCase(member) && values.size() == 1 && values.get(0) instanceof Bytes bytes) {
            return bytes.base64();
        }
        throw ShellException.failed(type + "::" + member
                + " takes one value here: a file, or what .GetRawCertData() of a certificate gives");
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw ShellException.failed("file " + file + " cannot be read: " + e);
        }
    }

    /** Whether New-Object with these arguments creates a certificate. */
    static boolean makes(List<Argument> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i).name();
            if (name == null || "TypeName".regionMatches(true, 0, name, 0, name.length())) {
                Argument type = name == null || arguments.get(i).value() != null || i + 1 == arguments.size()
                        ? arguments.get(i)
                        : arguments.get(i + 1);
                return type.value() instanceof Literal literal && isCertificate(String.valueOf(literal.value()));
            }
        }
        return false;
    }

    private static boolean isCertificate(String type) {
        return CERTIFICATE.matcher(type).matches();
    }

    /** The DER encoding of a certificate. */
    static Bytes bytes(ShellObject certificate) {
        Object raw = certificate.get("RawData");
        if (raw == null) {
            throw ShellException.failed("the certificate is empty yet; .Import(\"FILE\") reads one");
        }
        return new Bytes(ValueConverter.text(raw));
    }
}
