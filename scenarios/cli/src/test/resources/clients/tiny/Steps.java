import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A client that needs nothing to install: one step passes, one fails, one ends the program, and one is never reached. */
final class Steps {
    private static final String GET_FOLDER = """
            <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"
                xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"
                xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">
              <s:Header><t:RequestServerVersion Version="Exchange2013"/></s:Header>
              <s:Body><m:GetFolder>
                <m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape>
                <m:FolderIds><t:DistinguishedFolderId Id="inbox"/></m:FolderIds>
              </m:GetFolder></s:Body>
            </s:Envelope>
            """;

    private static String inbox(String password) throws Exception {
        String credential = Base64.getEncoder()
                .encodeToString(("anna@contoso.com:" + password).getBytes(StandardCharsets.UTF_8));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(System.getenv("LAB_EXCHANGE") + "/EWS/Exchange.asmx"))
                                .header("Authorization", "Basic " + credential)
                                .header("Content-Type", "text/xml; charset=utf-8")
                                .POST(BodyPublishers.ofString(GET_FOLDER))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    public static void main(String[] args) {
        Board board = new Board();
        board.step("reads the inbox", () -> {
            board.sent("GetFolder");
            Board.isTrue(inbox(System.getenv("LAB_PASSWORD")).contains("Inbox</"), "the name of the folder");
        });
        board.step("reads the inbox with a wrong password | <b>", () -> {
            board.sent("GetFolder");
            Board.isTrue(inbox("wrong").contains("Inbox</"), "the name | of <the> folder");
        });
        board.step("ends the program", () -> Runtime.getRuntime().halt(3));
        board.step("is never reached", () -> {});
        board.run("1.0");
    }
}
