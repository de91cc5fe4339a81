package org.s2slab.exchange.ews;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;
import org.s2slab.xml.XmlSyntaxException;

class RequestSchemaTest {
    private static final String NAMESPACES = """
            xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" \
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
            xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" \
            xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"\
            """;

    private final RequestSchema schema = new RequestSchema();

    private static byte[] envelope(String header, String body) {
        return ("<soap:Envelope " + NAMESPACES + ">\n<soap:Header>" + header + "</soap:Header>\n<soap:Body>\n" + body
                        + "\n</soap:Body></soap:Envelope>")
                .getBytes(UTF_8);
    }

    private EwsFault violation(String header, String body) {
        return catchThrowableOfType(
                EwsFault.class, () -> schema.read(envelope(header, body)).requireValid());
    }

    static Stream<String> everyOperation() {
        return Stream.of(
                "<m:GetImItemList/>",
                "<m:GetImItemList><m:ExtendedProperties><t:ExtendedProperty PropertyTag=\"0xe07\" PropertyType=\"Integer\"/></m:ExtendedProperties></m:GetImItemList>",
                "<m:GetImItems><m:ContactIds><t:ItemId Id=\"a\"/></m:ContactIds><m:GroupIds><t:ItemId Id=\"b\" ChangeKey=\"c\"/></m:GroupIds></m:GetImItems>",
                "<m:AddImContactToGroup><m:ContactId Id=\"a\"/></m:AddImContactToGroup>",
                "<m:AddNewImContactToGroup><m:ImAddress>bert@contoso.com</m:ImAddress></m:AddNewImContactToGroup>",
                "<m:AddNewTelUriContactToGroup><m:TelUriAddress>tel:1</m:TelUriAddress><m:ImContactSipUriAddress>sip:a</m:ImContactSipUriAddress><m:ImTelephoneNumber>1</m:ImTelephoneNumber></m:AddNewTelUriContactToGroup>",
                "<m:AddImGroup><m:DisplayName>Team</m:DisplayName></m:AddImGroup>",
                "<m:SetImGroup><m:GroupId Id=\"a\"/><m:NewDisplayName>Team</m:NewDisplayName></m:SetImGroup>",
                "<m:RemoveImGroup><m:GroupId Id=\"a\"/></m:RemoveImGroup>",
                "<m:RemoveContactFromImList><m:ContactId Id=\"a\"/></m:RemoveContactFromImList>",
                "<m:RemoveImContactFromGroup><m:ContactId Id=\"a\"/><m:GroupId Id=\"b\"/></m:RemoveImContactFromGroup>",
                "<m:AddDistributionGroupToImList><m:SmtpAddress>dl@contoso.com</m:SmtpAddress></m:AddDistributionGroupToImList>",
                "<m:RemoveDistributionGroupFromImList><m:GroupId Id=\"a\"/></m:RemoveDistributionGroupFromImList>",
                "<m:SetImListMigrationCompleted><m:ImListMigrationCompleted>1</m:ImListMigrationCompleted></m:SetImListMigrationCompleted>",
                "<m:GetFolder><m:FolderShape><t:BaseShape>AllProperties</t:BaseShape><t:AdditionalProperties><t:FieldURI FieldURI=\"folder:DisplayName\"/><t:ExtendedFieldURI PropertyTag=\"13843\" PropertyType=\"String\"/></t:AdditionalProperties></m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id=\"inbox\"><t:Mailbox><t:EmailAddress>anna@contoso.com</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId></m:FolderIds></m:GetFolder>",
                "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape><m:ContactsView MaxEntriesReturned=\"1\" InitialName=\"A\"/><m:Restriction><t:Not><t:Exists><t:FieldURI FieldURI=\"message:IsRead\"/></t:Exists></t:Not></m:Restriction><m:ParentFolderIds><t:DistinguishedFolderId Id=\"contacts\"/></m:ParentFolderIds></m:FindItem>",
                "<m:GetItem><m:ItemShape><t:BaseShape>Default</t:BaseShape></m:ItemShape><m:ItemIds><t:ItemId Id=\"a\"/></m:ItemIds></m:GetItem>",
                "<m:ConvertId DestinationFormat=\"EntryId\"><m:SourceIds><t:AlternateId Format=\"EwsId\" Id=\"DUMMY\" Mailbox=\"a@b\"/></m:SourceIds></m:ConvertId>");
    }

    @ParameterizedTest
    @MethodSource("everyOperation")
    void acceptsEveryOperation(String body) {
        assertThatCode(() -> schema.read(envelope("", body)).requireValid()).doesNotThrowAnyException();
    }

    @Test
    @Requirements({"CONT R188b", "CORE R188", "MSG R188b"})
    void saysWhereARequestBreaksTheSchemaAndHow() {
        EwsFault fault = violation("", "  <m:AddImGroup><m:DisplayName/></m:AddImGroup>");
        assertThat(fault.code()).isEqualTo(ResponseCode.ErrorSchemaValidation);
        assertThat(fault.details().get("LineNumber")).isEqualTo("4");
        assertThat(fault.details().get("LinePosition")).isEqualTo("18");
        assertThat(fault.details().get("Violation")).contains("minLength").doesNotStartWith("cvc-");
        assertThat(fault.text()).startsWith("The request failed schema validation");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<m:RemoveImContactFromGroup><m:GroupId Id=\"b\"/><m:ContactId Id=\"a\"/></m:RemoveImContactFromGroup>",
                "<m:RemoveImGroup/>",
                "<m:RemoveImGroup><m:GroupId/></m:RemoveImGroup>",
                "<m:RemoveImGroup><m:GroupId Id=\"a\" Kind=\"b\"/></m:RemoveImGroup>",
                "<m:GetImItemList><m:Surprise/></m:GetImItemList>",
                "<m:SetImListMigrationCompleted><m:ImListMigrationCompleted>yes</m:ImListMigrationCompleted></m:SetImListMigrationCompleted>",
                "<m:AddImGroup><m:DisplayName><b>Team</b></m:DisplayName></m:AddImGroup>",
                "<m:FindItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape><m:ParentFolderIds><t:DistinguishedFolderId Id=\"inbox\"/></m:ParentFolderIds></m:FindItem>",
                "<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id=\"nowhere\"/></m:FolderIds></m:GetFolder>",
                "<m:GetFolder xsi:type=\"t:FolderType\"/>"
            })
    void refusesWhatTheSchemaDoesNotDescribe(String body) {
        assertThat(violation("", body).code()).isEqualTo(ResponseCode.ErrorSchemaValidation);
    }

    @Test
    void checksTheHeadersItKnows() {
        EwsFault fault = violation(
                "<t:ExchangeImpersonation><t:ConnectingSID/></t:ExchangeImpersonation>", "<m:GetImItemList/>");
        assertThat(fault.code()).isEqualTo(ResponseCode.ErrorSchemaValidation);
        assertThat(fault.details().get("LineNumber")).isEqualTo("2");
    }

    @Test
    void leavesHeadersWithACodeOfTheirOwnToTheFrontDoor() {
        String header =
                "<t:RequestServerVersion Version=\"Exchange2016\"/><t:ManagementRole><t:Nothing/></t:ManagementRole>"
                        + "<wsa:To xmlns:wsa=\"http://www.w3.org/2005/08/addressing\">x</wsa:To>"
                        + "<t:MailboxCulture soap:mustUnderstand=\"1\">en-US</t:MailboxCulture>";
        assertThatCode(() -> schema.read(envelope(header, "<m:GetImItemList/>")).requireValid())
                .doesNotThrowAnyException();
    }

    @Test
    void leavesOperationsItDoesNotDescribeToTheFrontDoor() {
        assertThat(schema.describes("GetUserUnifiedGroups")).isFalse();
        assertThat(schema.describes("GetImItemListResponse")).isFalse();
        assertThatCode(() -> schema.read(envelope("", "<m:GetUserUnifiedGroups><m:Any/></m:GetUserUnifiedGroups>"))
                        .requireValid())
                .doesNotThrowAnyException();
    }

    @Test
    void namesEveryResponseCodeThatAnswersCarry() {
        XmlElement type = XmlReader.read(SchemaFile.MESSAGES.content()).children("simpleType").stream()
                .filter(simple -> simple.attribute("name").orElseThrow().equals("ResponseCodeType"))
                .findFirst()
                .orElseThrow();
        List<String> described = type.at("restriction").orElseThrow().children("enumeration").stream()
                .map(value -> value.attributes().get("value"))
                .toList();
        List<String> answered = Stream.concat(
                        Stream.of("NoError"),
                        Arrays.stream(ResponseCode.values()).map(Enum::name))
                .toList();
        assertThat(described).containsAll(answered).doesNotHaveDuplicates();
    }

    /** One public client does this with HTML bodies. */
    @Test
    void refusesMarkupInTexts() {
        assertThat(violation("", "<m:AddImGroup><m:DisplayName>Our <b>Team</b></m:DisplayName></m:AddImGroup>")
                        .details()
                        .get("Violation"))
                .contains("DisplayName");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>",
                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY e \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>",
                "<!DOCTYPE x SYSTEM \"http://127.0.0.1/x.dtd\">"
            })
    void readsNoEntities(String prolog) {
        String body = prolog
                + new String(envelope("", "<m:AddImGroup><m:DisplayName>&e;</m:DisplayName></m:AddImGroup>"), UTF_8);
        assertThat(catchThrowableOfType(XmlSyntaxException.class, () -> XmlReader.read(body.getBytes(UTF_8))))
                .isNotNull();
        // Should the front door ever let one through, there is still nothing expanded here.
        assertThat(catchThrowableOfType(
                                EwsFault.class,
                                () -> schema.read(body.getBytes(UTF_8)).requireValid())
                        .text())
                .doesNotContain("aaaaaaaaaa");
    }

    @Test
    void mayBeUsedBySeveralThreadsAtOnce() {
        byte[] good = envelope("", "<m:AddImGroup><m:DisplayName>Team</m:DisplayName></m:AddImGroup>");
        byte[] bad = envelope("", "<m:AddImGroup/>");
        long refused = IntStream.range(0, 400)
                .parallel()
                .filter(i -> catchThrowableOfType(
                                EwsFault.class,
                                () -> schema.read(i % 2 == 0 ? good : bad).requireValid())
                        != null)
                .count();
        assertThat(refused).isEqualTo(200);
    }
}
