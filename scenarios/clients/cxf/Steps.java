import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;

/** Reads the description of the deployment, lets Maven make classes of it as CXF's documentation says, and runs the steps. */
final class Steps {
    public static void main(String[] args) throws Exception {
        String exchange = System.getenv("LAB_EXCHANGE");
        String secret = Base64.getEncoder().encodeToString(("anna@contoso.com:" + System.getenv("LAB_PASSWORD")).getBytes());
        for (String file : new String[] {"services.wsdl", "messages.xsd", "types.xsd"}) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(exchange + "/ews/" + file)).header("Authorization", "Basic " + secret).build();
            HttpResponse<Path> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofFile(Path.of(file)));
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(file + ": " + answer.statusCode());
            }
        }
        Files.createDirectories(Path.of("cxf"));
        Files.copy(Path.of("Operations.java.txt"), Path.of("cxf/Operations.java"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(Path.of("Board.java"), Path.of("cxf/Board.java"), StandardCopyOption.REPLACE_EXISTING);
        ProcessBuilder maven = new ProcessBuilder("mvn", "-B", "-q", "compile").redirectErrorStream(true).redirectOutput(Path.of("maven.txt").toFile());
        // Those of the deployment are for the client, not for the registry.
        maven.environment().remove("JDK_JAVA_OPTIONS");
        if (maven.start().waitFor() != 0) {
            throw new IllegalStateException(Files.readString(Path.of("maven.txt")));
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = "target/classes" + System.getProperty("path.separator") + System.getProperty("java.class.path");
        System.exit(new ProcessBuilder(java, "-cp", classes, "Operations").inheritIO().start().waitFor());
    }
}
