import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import microsoft.exchange.webservices.data.autodiscover.IAutodiscoverRedirectionUrl;
import microsoft.exchange.webservices.data.core.ExchangeService;
import microsoft.exchange.webservices.data.core.PropertySet;
import microsoft.exchange.webservices.data.core.enumeration.availability.AvailabilityData;
import microsoft.exchange.webservices.data.core.enumeration.misc.ConnectingIdType;
import microsoft.exchange.webservices.data.core.enumeration.misc.ExchangeVersion;
import microsoft.exchange.webservices.data.core.enumeration.misc.IdFormat;
import microsoft.exchange.webservices.data.core.enumeration.misc.TraceFlags;
import microsoft.exchange.webservices.data.core.enumeration.misc.UserConfigurationProperties;
import microsoft.exchange.webservices.data.core.enumeration.notification.EventType;
import microsoft.exchange.webservices.data.core.enumeration.permission.folder.DelegateFolderPermissionLevel;
import microsoft.exchange.webservices.data.core.enumeration.permission.folder.FolderPermissionLevel;
import microsoft.exchange.webservices.data.core.enumeration.property.BasePropertySet;
import microsoft.exchange.webservices.data.core.enumeration.property.BodyType;
import microsoft.exchange.webservices.data.core.enumeration.property.DefaultExtendedPropertySet;
import microsoft.exchange.webservices.data.core.enumeration.property.EmailAddressKey;
import microsoft.exchange.webservices.data.core.enumeration.property.Importance;
import microsoft.exchange.webservices.data.core.enumeration.property.MapiPropertyType;
import microsoft.exchange.webservices.data.core.enumeration.property.OofState;
import microsoft.exchange.webservices.data.core.enumeration.property.PhoneNumberKey;
import microsoft.exchange.webservices.data.core.enumeration.property.WellKnownFolderName;
import microsoft.exchange.webservices.data.core.enumeration.property.time.DayOfTheWeek;
import microsoft.exchange.webservices.data.core.enumeration.search.FolderTraversal;
import microsoft.exchange.webservices.data.core.enumeration.search.LogicalOperator;
import microsoft.exchange.webservices.data.core.enumeration.search.SortDirection;
import microsoft.exchange.webservices.data.core.enumeration.service.ConflictResolutionMode;
import microsoft.exchange.webservices.data.core.enumeration.service.DeleteMode;
import microsoft.exchange.webservices.data.core.enumeration.service.MeetingRequestsDeliveryScope;
import microsoft.exchange.webservices.data.core.enumeration.service.SendInvitationsMode;
import microsoft.exchange.webservices.data.core.enumeration.service.SyncFolderItemsScope;
import microsoft.exchange.webservices.data.core.enumeration.service.TaskStatus;
import microsoft.exchange.webservices.data.core.service.folder.CalendarFolder;
import microsoft.exchange.webservices.data.core.service.folder.ContactsFolder;
import microsoft.exchange.webservices.data.core.service.folder.Folder;
import microsoft.exchange.webservices.data.core.service.folder.SearchFolder;
import microsoft.exchange.webservices.data.core.service.folder.TasksFolder;
import microsoft.exchange.webservices.data.core.service.item.Appointment;
import microsoft.exchange.webservices.data.core.service.item.Contact;
import microsoft.exchange.webservices.data.core.service.item.ContactGroup;
import microsoft.exchange.webservices.data.core.service.item.EmailMessage;
import microsoft.exchange.webservices.data.core.service.item.Item;
import microsoft.exchange.webservices.data.core.service.item.MeetingRequest;
import microsoft.exchange.webservices.data.core.service.item.Task;
import microsoft.exchange.webservices.data.core.service.schema.EmailMessageSchema;
import microsoft.exchange.webservices.data.core.service.schema.FolderSchema;
import microsoft.exchange.webservices.data.core.service.schema.ItemSchema;
import microsoft.exchange.webservices.data.credential.WebCredentials;
import microsoft.exchange.webservices.data.misc.ImpersonatedUserId;
import microsoft.exchange.webservices.data.misc.availability.AttendeeInfo;
import microsoft.exchange.webservices.data.misc.availability.OofReply;
import microsoft.exchange.webservices.data.misc.availability.TimeWindow;
import microsoft.exchange.webservices.data.misc.id.AlternateId;
import microsoft.exchange.webservices.data.notification.PullSubscription;
import microsoft.exchange.webservices.data.notification.StreamingSubscriptionConnection;
import microsoft.exchange.webservices.data.property.complex.DelegateUser;
import microsoft.exchange.webservices.data.property.complex.EmailAddress;
import microsoft.exchange.webservices.data.property.complex.FileAttachment;
import microsoft.exchange.webservices.data.property.complex.FolderId;
import microsoft.exchange.webservices.data.property.complex.FolderPermission;
import microsoft.exchange.webservices.data.property.complex.Mailbox;
import microsoft.exchange.webservices.data.property.complex.MessageBody;
import microsoft.exchange.webservices.data.property.complex.Rule;
import microsoft.exchange.webservices.data.property.complex.CreateRuleOperation;
import microsoft.exchange.webservices.data.misc.UserConfiguration;
import microsoft.exchange.webservices.data.property.complex.availability.OofSettings;
import microsoft.exchange.webservices.data.property.complex.recurrence.pattern.Recurrence;
import microsoft.exchange.webservices.data.property.definition.ExtendedPropertyDefinition;
import microsoft.exchange.webservices.data.search.CalendarView;
import microsoft.exchange.webservices.data.search.FindItemsResults;
import microsoft.exchange.webservices.data.search.FolderView;
import microsoft.exchange.webservices.data.search.ItemView;
import microsoft.exchange.webservices.data.search.filter.SearchFilter;

/** The getting-started guide of the EWS Java API, and the other operations of its service. */
final class Steps {
    static final String ME = "anna@contoso.com";
    static final String BERT = "bert@contoso.com";
    static final PropertySet ALL = PropertySet.FirstClassProperties;
    static final Board BOARD = new Board();

    interface Change<T> {
        void on(T made) throws Exception;
    }

    static ExchangeService service(String name, ExchangeVersion version) throws Exception {
        ExchangeService made = new ExchangeService(version);
        made.setCredentials(new WebCredentials(name, System.getenv("LAB_PASSWORD")));
        made.setUrl(URI.create(System.getenv("LAB_EXCHANGE") + "/EWS/Exchange.asmx"));
        made.setTraceEnabled(true);
        made.setTraceFlags(java.util.EnumSet.of(TraceFlags.EwsRequest));
        made.setTraceListener((kind, text) -> {
            var operation = java.util.regex.Pattern.compile("Body>\\s*<(?:\\w+:)?(\\w+)").matcher(text);
            if (operation.find()) {
                BOARD.sent(operation.group(1));
            }
        });
        return made;
    }

    static ExchangeService anna() throws Exception {
        return service(ME, ExchangeVersion.Exchange2010_SP2);
    }

    static ExchangeService bert() throws Exception {
        return service(BERT, ExchangeVersion.Exchange2010_SP2);
    }

    static EmailMessage message(ExchangeService owner, String subject) throws Exception {
        EmailMessage made = new EmailMessage(owner);
        made.setSubject(subject);
        made.setBody(new MessageBody(BodyType.Text, "Text"));
        return made;
    }

    static EmailMessage draft(String subject) throws Exception {
        EmailMessage made = message(anna(), subject);
        made.save(WellKnownFolderName.Drafts);
        return made;
    }

    static List<Item> find(ExchangeService owner, WellKnownFolderName folder, String subject) throws Exception {
        return owner.findItems(folder, new SearchFilter.IsEqualTo(ItemSchema.Subject, subject), new ItemView(20)).getItems();
    }

    static EmailMessage send(String subject) throws Exception {
        return send(subject, false);
    }

    static EmailMessage send(String subject, boolean asksForReceipt) throws Exception {
        EmailMessage made = message(bert(), subject);
        made.getToRecipients().add(ME);
        made.setIsReadReceiptRequested(asksForReceipt);
        made.sendAndSaveCopy();
        return EmailMessage.bind(anna(), find(anna(), WellKnownFolderName.Inbox, subject).get(0).getId(), ALL);
    }

    static <F extends Folder> F folder(F made, String name) throws Exception {
        made.setDisplayName(name);
        made.save(WellKnownFolderName.Inbox);
        return made;
    }

    static Date at(String time) {
        return Date.from(Instant.parse(time));
    }

    static Appointment appointment(String subject, String start, Change<Appointment> change, SendInvitationsMode mode) throws Exception {
        Appointment made = new Appointment(anna());
        made.setSubject(subject);
        made.setStart(at(start));
        made.setEnd(Date.from(Instant.parse(start).plusSeconds(3600)));
        change.on(made);
        made.save(mode);
        return made;
    }

    static Appointment appointment(String subject, String start, Change<Appointment> change) throws Exception {
        return appointment(subject, start, change, SendInvitationsMode.SendToNone);
    }

    static List<String> seen(ExchangeService owner, String start, String end) throws Exception {
        FindItemsResults<Appointment> found = owner.findAppointments(WellKnownFolderName.Calendar, new CalendarView(at(start), at(end)));
        List<String> subjects = new ArrayList<>();
        for (Appointment one : found.getItems()) {
            subjects.add(one.getSubject());
        }
        return subjects;
    }

    /** The step has to fail with this code of Exchange. Another failure, such as that of a network, is thrown on. */
    static void refused(String code, Board.Step step) throws Throwable {
        try {
            step.run();
        } catch (Exception refused) {
            // The library wraps a SOAP fault in another exception.
            Throwable answer = refused.getCause() == null ? refused : refused.getCause();
            if (!(answer instanceof microsoft.exchange.webservices.data.core.exception.service.remote.ServiceResponseException)) {
                throw refused;
            }
            Board.same(((microsoft.exchange.webservices.data.core.exception.service.remote.ServiceResponseException) answer).getErrorCode().name(), code);
            return;
        }
        throw new AssertionError("expected " + code + ", nothing was refused");
    }

    private static void searched(String name, SearchFilter filter, List<String> expected) {
        BOARD.step("find: " + name, () -> {
            Folder made = folder(new Folder(anna()), "Searched " + name);
            for (String subject : List.of("Alpha", "Beta", "Gamma")) {
                EmailMessage one = message(anna(), subject);
                one.setImportance(subject.equals("Beta") ? Importance.High : Importance.Normal);
                one.save(made.getId());
            }
            List<String> found = new ArrayList<>();
            for (Item one : anna().findItems(made.getId(), filter, new ItemView(10)).getItems()) {
                found.add(one.getSubject());
            }
            Board.same(found.stream().sorted().toList(), expected);
        });
    }

    private static void series(String name, String month, Change<Appointment> pattern, List<String> days) {
        BOARD.step("recurrence: " + name, () -> {
            Appointment made = appointment("Series " + name, "2036-" + month + "-02T09:00:00Z", pattern);
            Board.same(Appointment.bind(anna(), made.getId(), ALL).getAppointmentType().name(), "RecurringMaster");
            List<String> found = new ArrayList<>();
            CalendarView view = new CalendarView(at("2036-" + month + "-01T00:00:00Z"), at("2036-12-31T00:00:00Z"));
            for (Appointment one : anna().findAppointments(WellKnownFolderName.Calendar, view).getItems()) {
                if (one.getSubject().equals("Series " + name)) {
                    found.add(one.getStart().toInstant().toString().substring(5, 10));
                }
            }
            Board.same(found, days);
        });
    }

    private static void answered(String name, Change<MeetingRequest> answer, String expected) {
        BOARD.step("meeting: " + name, () -> {
            Appointment made = appointment("To " + name, "2036-10-02T09:00:00Z", one -> one.getRequiredAttendees().add(BERT), SendInvitationsMode.SendToAllAndSaveCopy);
            answer.on(MeetingRequest.bind(bert(), find(bert(), WellKnownFolderName.Inbox, "To " + name).get(0).getId(), ALL));
            Appointment found = Appointment.bind(anna(), made.getId(), ALL);
            Board.same(found.getRequiredAttendees().getPropertyAtIndex(0).getResponseType().name(), expected);
        });
    }

    private static void connecting() {
        for (ExchangeVersion version : List.of(ExchangeVersion.Exchange2007_SP1, ExchangeVersion.Exchange2010, ExchangeVersion.Exchange2010_SP2)) {
            BOARD.step("connect as " + version, () -> Board.same(Folder.bind(service(ME, version), WellKnownFolderName.Inbox).getDisplayName(), "Inbox"));
        }
        BOARD.step("connect with user name and domain", () -> {
            ExchangeService one = anna();
            one.setCredentials(new WebCredentials("anna", System.getenv("LAB_PASSWORD"), "CONTOSO"));
            Board.same(Folder.bind(one, WellKnownFolderName.Inbox).getDisplayName(), "Inbox");
        });
        BOARD.step("a wrong password is refused", () -> {
            ExchangeService one = anna();
            one.setCredentials(new WebCredentials(ME, "wrong"));
            try {
                Folder.bind(one, WellKnownFolderName.Inbox);
                throw new AssertionError("expected 401, nothing was refused");
            } catch (microsoft.exchange.webservices.data.core.exception.service.remote.ServiceRequestException refused) {
                Board.isTrue(refused.getMessage().contains("401"), refused.getMessage());
            }
        });
        BOARD.step("impersonation without the role is refused", () -> {
            ExchangeService one = anna();
            one.setImpersonatedUserId(new ImpersonatedUserId(ConnectingIdType.SmtpAddress, BERT));
            refused("ErrorImpersonateUserDenied", () -> Folder.bind(one, WellKnownFolderName.Inbox));
        });
        BOARD.step("autodiscover", () -> {
            ExchangeService one = anna();
            one.setWebProxy(new microsoft.exchange.webservices.data.core.WebProxy("127.0.0.1", URI.create(System.getenv("LAB_PROXY")).getPort()));
            IAutodiscoverRedirectionUrl any = address -> true;
            one.autodiscoverUrl(ME, any);
            Board.isTrue(one.getUrl().toString().contains("exchange.contoso.com"), "the address");
        });
    }

    private static void folders() {
        BOARD.step("folder: bind", () -> Board.same(Folder.bind(anna(), WellKnownFolderName.Inbox, ALL).getFolderClass(), "IPF.Note"));
        BOARD.step("folder: create and rename", () -> {
            Folder made = folder(new Folder(anna()), "Old name");
            made.setDisplayName("New name");
            made.update();
            Board.same(Folder.bind(anna(), made.getId()).getDisplayName(), "New name");
        });
        BOARD.step("folder: create a calendar", () -> Board.same(Folder.bind(anna(), folder(new CalendarFolder(anna()), "A calendar").getId(), ALL).getFolderClass(), "IPF.Appointment"));
        BOARD.step("folder: create a contacts folder", () -> Board.same(Folder.bind(anna(), folder(new ContactsFolder(anna()), "Some contacts").getId(), ALL).getFolderClass(), "IPF.Contact"));
        BOARD.step("folder: create a tasks folder", () -> Board.same(Folder.bind(anna(), folder(new TasksFolder(anna()), "Some tasks").getId(), ALL).getFolderClass(), "IPF.Task"));
        BOARD.step("folder: a search folder", () -> {
            SearchFolder made = new SearchFolder(anna());
            made.setDisplayName("Search");
            made.getSearchParameters().getRootFolderIds().add(WellKnownFolderName.Inbox);
            made.getSearchParameters().setSearchFilter(new SearchFilter.ContainsSubstring(ItemSchema.Subject, "x"));
            made.save(WellKnownFolderName.SearchFolders);
            Board.isTrue(made.getId().getUniqueId() != null, "an id");
        });
        BOARD.step("folder: copy, move and delete", () -> {
            Folder made = folder(new Folder(anna()), "Moved");
            Folder target = folder(new Folder(anna()), "Target");
            made.copy(target.getId());
            made.move(folder(new Folder(anna()), "Second target").getId());
            target.delete(DeleteMode.HardDelete);
            refused("ErrorItemNotFound", () -> Folder.bind(anna(), target.getId()));
        });
        BOARD.step("folder: empty", () -> {
            Folder made = folder(new Folder(anna()), "Emptied");
            message(anna(), "In it").save(made.getId());
            made.empty(DeleteMode.HardDelete, true);
            Board.same(Folder.bind(anna(), made.getId()).getTotalCount(), 0);
        });
        BOARD.step("folder: find at any depth", () -> {
            FolderView view = new FolderView(100);
            view.setTraversal(FolderTraversal.Deep);
            Board.isTrue(anna().findFolders(WellKnownFolderName.MsgFolderRoot, view).getTotalCount() > 5, "folders");
        });
        BOARD.step("folder: find with a filter", () -> {
            folder(new Folder(anna()), "Found by name");
            SearchFilter filter = new SearchFilter.IsEqualTo(FolderSchema.DisplayName, "Found by name");
            Board.same(anna().findFolders(WellKnownFolderName.Inbox, filter, new FolderView(10)).getTotalCount(), 1);
        });
        BOARD.step("folder: permissions", () -> {
            Folder made = folder(new Folder(anna()), "Shared");
            Folder found = Folder.bind(anna(), made.getId(), new PropertySet(BasePropertySet.IdOnly, FolderSchema.Permissions));
            found.getPermissions().add(new FolderPermission(BERT, FolderPermissionLevel.Reviewer));
            found.update();
            Board.same(Folder.bind(bert(), made.getId()).getDisplayName(), "Shared");
        });
    }

    private static void messages() {
        BOARD.step("message: save a draft", () -> Board.same(Item.bind(anna(), draft("Saved").getId(), ALL).getSubject(), "Saved"));
        BOARD.step("message: send", () -> {
            EmailMessage made = message(bert(), "Sent");
            made.getToRecipients().add(ME);
            made.send();
            Board.same(find(anna(), WellKnownFolderName.Inbox, "Sent").size(), 1);
        });
        BOARD.step("message: send and save a copy", () -> {
            Board.same(send("Copy").getFrom().getAddress(), BERT);
            Board.same(find(bert(), WellKnownFolderName.SentItems, "Copy").size(), 1);
        });
        BOARD.step("message: recipients, importance, categories", () -> {
            EmailMessage made = message(anna(), "Fields");
            made.getToRecipients().add(BERT);
            made.getCcRecipients().add("carla@contoso.com");
            made.setImportance(Importance.High);
            made.getCategories().add("Red");
            made.save(WellKnownFolderName.Drafts);
            EmailMessage found = EmailMessage.bind(anna(), made.getId(), ALL);
            Board.same(List.of(found.getImportance(), found.getDisplayTo(), found.getDisplayCc()), List.of(Importance.High, "Bert Brandt", "Carla Conti"));
        });
        BOARD.step("message: update", () -> {
            EmailMessage made = draft("Before");
            made.setSubject("After");
            made.update(ConflictResolutionMode.AutoResolve);
            Board.same(Item.bind(anna(), made.getId(), ALL).getSubject(), "After");
        });
        BOARD.step("message: mark as read", () -> {
            EmailMessage found = send("To read");
            found.setIsRead(true);
            found.update(ConflictResolutionMode.AlwaysOverwrite);
            Board.same(EmailMessage.bind(anna(), found.getId(), ALL).getIsRead(), true);
        });
        BOARD.step("message: reply", () -> {
            send("Question").reply(MessageBody.getMessageBodyFromText("Answer"), false);
            Board.same(find(bert(), WellKnownFolderName.Inbox, "RE: Question").size(), 1);
        });
        BOARD.step("message: reply to all", () -> {
            send("To all").reply(MessageBody.getMessageBodyFromText("Answer"), true);
            Board.same(find(bert(), WellKnownFolderName.Inbox, "RE: To all").size(), 1);
        });
        BOARD.step("message: forward", () -> {
            send("News").forward(MessageBody.getMessageBodyFromText("Look"), new EmailAddress("carla@contoso.com"));
            Board.same(find(service("carla@contoso.com", ExchangeVersion.Exchange2010_SP2), WellKnownFolderName.Inbox, "FW: News").size(), 1);
        });
        BOARD.step("message: suppress the read receipt", () -> send("Receipt", true).suppressReadReceipt());
        BOARD.step("message: copy, move and delete", () -> {
            EmailMessage made = draft("Moved");
            made.copy(WellKnownFolderName.Inbox);
            Item moved = made.move(WellKnownFolderName.DeletedItems);
            moved.delete(DeleteMode.HardDelete);
            Board.same(find(anna(), WellKnownFolderName.DeletedItems, "Moved").size(), 0);
        });
        BOARD.step("message: MIME content", () -> {
            Item found = Item.bind(anna(), send("As MIME").getId(), new PropertySet(BasePropertySet.IdOnly, ItemSchema.MimeContent));
            Board.isTrue(new String(found.getMimeContent().getContent(), StandardCharsets.UTF_8).contains("Subject: As MIME"), "the subject");
        });
        BOARD.step("message: headers, conversation, size", () -> {
            EmailMessage found = send("Derived");
            Board.same(found.getConversationTopic(), "Derived");
            Board.isTrue(found.getSize() > 0 && found.getInternetMessageId() != null, "size and id");
        });
        BOARD.step("items: several are created, read, changed and deleted", () -> {
            ExchangeService owner = anna();
            EmailMessage one = message(owner, "A");
            one.save(WellKnownFolderName.Drafts);
            EmailMessage two = message(owner, "B");
            two.save(WellKnownFolderName.Drafts);
            Board.same(owner.bindToItems(List.of(one.getId(), two.getId()), ALL).getOverallResult().name(), "Success");
            Board.same(owner.deleteItems(List.of(one.getId(), two.getId()), DeleteMode.HardDelete, null, null).getOverallResult().name(), "Success");
        });
        BOARD.step("attachment: a file", () -> {
            EmailMessage made = message(anna(), "With a file");
            made.getAttachments().addFileAttachment("a.txt", "Content".getBytes(StandardCharsets.UTF_8));
            made.save(WellKnownFolderName.Drafts);
            FileAttachment found = (FileAttachment) Item.bind(anna(), made.getId(), ALL).getAttachments().getPropertyAtIndex(0);
            found.load();
            Board.same(new String(found.getContent(), StandardCharsets.UTF_8), "Content");
        });
    }

    private static void searching() {
        searched("equal", new SearchFilter.IsEqualTo(ItemSchema.Subject, "Alpha"), List.of("Alpha"));
        searched("not equal", new SearchFilter.IsNotEqualTo(ItemSchema.Subject, "Alpha"), List.of("Beta", "Gamma"));
        searched("greater", new SearchFilter.IsGreaterThan(ItemSchema.Size, 0), List.of("Alpha", "Beta", "Gamma"));
        searched("substring", new SearchFilter.ContainsSubstring(ItemSchema.Subject, "amm"), List.of("Gamma"));
        searched("exists", new SearchFilter.Exists(ItemSchema.Subject), List.of("Alpha", "Beta", "Gamma"));
        searched("not", new SearchFilter.Not(new SearchFilter.IsEqualTo(ItemSchema.Subject, "Alpha")), List.of("Beta", "Gamma"));
        searched(
                "or",
                new SearchFilter.SearchFilterCollection(
                        LogicalOperator.Or, new SearchFilter.IsEqualTo(ItemSchema.Subject, "Alpha"), new SearchFilter.IsEqualTo(ItemSchema.Subject, "Beta")),
                List.of("Alpha", "Beta"));
        BOARD.step("find: a page in an order", () -> {
            Folder made = folder(new Folder(anna()), "Paged");
            for (String subject : List.of("1", "2", "3")) {
                message(anna(), subject).save(made.getId());
            }
            ItemView view = new ItemView(2);
            view.getOrderBy().add(ItemSchema.Subject, SortDirection.Descending);
            FindItemsResults<Item> found = anna().findItems(made.getId(), view);
            Board.same(List.of(found.getItems().get(0).getSubject(), found.getTotalCount(), found.isMoreAvailable()), List.of("3", 3, true));
        });
        BOARD.step("find: a query string", () -> {
            draft("Querystring");
            Board.same(anna().findItems(WellKnownFolderName.Drafts, "subject:Querystring", new ItemView(10)).getTotalCount(), 1);
        });
        BOARD.step("extended property", () -> {
            ExtendedPropertyDefinition kind = new ExtendedPropertyDefinition(DefaultExtendedPropertySet.PublicStrings, "LabProperty", MapiPropertyType.String);
            EmailMessage made = message(anna(), "Extended");
            made.setExtendedProperty(kind, "mine");
            made.save(WellKnownFolderName.Drafts);
            Item found = Item.bind(anna(), made.getId(), new PropertySet(BasePropertySet.IdOnly, kind));
            Board.same(found.getExtendedProperties().getPropertyAtIndex(0).getValue(), "mine");
        });
        BOARD.step("MAPI tag", () -> {
            ExtendedPropertyDefinition kind = new ExtendedPropertyDefinition(0x0037, MapiPropertyType.String);
            Item found = Item.bind(anna(), draft("By its tag").getId(), new PropertySet(BasePropertySet.IdOnly, kind));
            Board.same(found.getExtendedProperties().getPropertyAtIndex(0).getValue(), "By its tag");
        });
    }

    private static void people() {
        BOARD.step("contact", () -> {
            Contact made = new Contact(anna());
            made.setGivenName("Connie");
            made.setSurname("Cole");
            made.setCompanyName("Fabrikam");
            made.getPhoneNumbers().setPhoneNumber(PhoneNumberKey.MobilePhone, "+49 30 1");
            made.getEmailAddresses().setEmailAddress(EmailAddressKey.EmailAddress1, new EmailAddress("connie@fabrikam.com"));
            made.save();
            Contact found = Contact.bind(anna(), made.getId(), ALL);
            Board.same(List.of(found.getCompanyName(), found.getPhoneNumbers().getPhoneNumber(PhoneNumberKey.MobilePhone)), List.of("Fabrikam", "+49 30 1"));
            Board.same(found.getCompleteName().getFullName(), "Connie Cole");
        });
        BOARD.step("contact group", () -> {
            ContactGroup made = new ContactGroup(anna());
            made.setDisplayName("My group");
            made.getMembers().addOneOff("Bert", BERT);
            made.save();
            Board.same(ContactGroup.bind(anna(), made.getId(), ALL).getMembers().getCount(), 1);
        });
        BOARD.step("task: create and complete", () -> {
            Task made = new Task(anna());
            made.setSubject("Do it");
            made.setDueDate(at("2036-01-09T00:00:00Z"));
            made.save();
            Task found = Task.bind(anna(), made.getId(), ALL);
            found.setStatus(TaskStatus.Completed);
            found.update(ConflictResolutionMode.AlwaysOverwrite);
            Board.same(Task.bind(anna(), made.getId(), ALL).getIsComplete(), true);
        });
        BOARD.step("resolve a name", () -> Board.same(anna().resolveName("bert").nameResolutionCollection(0).getMailbox().getAddress(), BERT));
        BOARD.step("expand a group", () -> Board.isTrue(!anna().expandGroup("sales@contoso.com").getMembers().isEmpty(), "members"));
        BOARD.step("room lists and rooms", () -> {
            EmailAddress list = anna().getRoomLists().getPropertyAtIndex(0);
            Board.same(list.getAddress(), "rooms@contoso.com");
            Board.same(anna().getRooms(list).iterator().next().getAddress(), "dora@contoso.com");
        });
        BOARD.step("time zones", () -> Board.isTrue(anna().getServerTimeZones().size() > 100, "more than 100"));
        BOARD.step("password expiration", () -> Board.isTrue(anna().getPasswordExpirationDate(ME) != null, "a date"));
    }

    private static void calendar() {
        BOARD.step("appointment: create and read", () -> {
            Appointment made = appointment("One", "2036-01-07T09:00:00Z", one -> one.setLocation("Room"));
            Appointment found = Appointment.bind(anna(), made.getId(), ALL);
            Board.same(List.of(found.getLocation(), found.getStart(), found.getIsMeeting()), List.of("Room", at("2036-01-07T09:00:00Z"), false));
        });
        BOARD.step("appointment: all day", () -> {
            Appointment made = appointment("All day", "2036-01-08T00:00:00Z", one -> one.setIsAllDayEvent(true));
            Board.same(Appointment.bind(anna(), made.getId(), ALL).getIsAllDayEvent(), true);
        });
        BOARD.step("appointment: a view", () -> {
            appointment("Viewed", "2036-01-14T09:00:00Z", one -> {});
            Board.same(seen(anna(), "2036-01-14T00:00:00Z", "2036-01-15T00:00:00Z"), List.of("Viewed"));
        });
        BOARD.step("appointment: change and delete", () -> {
            Appointment made = appointment("To change", "2036-01-15T09:00:00Z", one -> {});
            made.setLocation("Elsewhere");
            made.update(ConflictResolutionMode.AlwaysOverwrite);
            Board.same(Appointment.bind(anna(), made.getId(), ALL).getLocation(), "Elsewhere");
            made.delete(DeleteMode.HardDelete);
            Board.same(seen(anna(), "2036-01-15T00:00:00Z", "2036-01-16T00:00:00Z"), List.of());
        });
        series("daily", "02", one -> one.setRecurrence(numbered(new Recurrence.DailyPattern(one.getStart(), 1))), List.of("02-02", "02-03", "02-04"));
        series("weekly", "03", one -> one.setRecurrence(numbered(new Recurrence.WeeklyPattern(one.getStart(), 1, DayOfTheWeek.Sunday))), List.of("03-02", "03-09", "03-16"));
        series("monthly", "04", one -> one.setRecurrence(numbered(new Recurrence.MonthlyPattern(one.getStart(), 1, 2))), List.of("04-02", "05-02", "06-02"));
        BOARD.step("recurrence: an occurrence", () -> {
            Appointment made = appointment("Occurrence", "2036-09-01T09:00:00Z", one -> one.setRecurrence(numbered(new Recurrence.DailyPattern(one.getStart(), 1))));
            Appointment second = Appointment.bindToOccurrence(anna(), made.getId(), 2, ALL);
            Board.same(Appointment.bindToRecurringMaster(anna(), second.getId(), ALL).getSubject(), "Occurrence");
            second.delete(DeleteMode.HardDelete);
            Board.same(seen(anna(), "2036-09-01T00:00:00Z", "2036-09-09T00:00:00Z").size(), 2);
        });
        BOARD.step("meeting: an invitation", () -> {
            appointment("Invited", "2036-10-01T09:00:00Z", one -> one.getRequiredAttendees().add(BERT), SendInvitationsMode.SendToAllAndSaveCopy);
            Board.same(find(bert(), WellKnownFolderName.Inbox, "Invited").size(), 1);
        });
        answered("accept", one -> one.accept(true), "Accept");
        answered("accept tentatively", one -> one.acceptTentatively(true), "Tentative");
        answered("decline", one -> one.decline(true), "Decline");
        BOARD.step("meeting: cancel", () -> {
            Appointment made = appointment("To cancel", "2036-10-03T09:00:00Z", one -> one.getRequiredAttendees().add(BERT), SendInvitationsMode.SendToAllAndSaveCopy);
            made.cancelMeeting("Called off");
            SearchFilter cancelled = new SearchFilter.ContainsSubstring(EmailMessageSchema.Subject, "To cancel");
            Board.same(bert().findItems(WellKnownFolderName.Inbox, cancelled, new ItemView(10)).getTotalCount(), 2);
        });
        BOARD.step("availability", () -> {
            TimeWindow window = new TimeWindow(at("2036-01-07T00:00:00Z"), at("2036-01-08T00:00:00Z"));
            var found = anna().getUserAvailability(List.of(new AttendeeInfo(BERT)), window, AvailabilityData.FreeBusyAndSuggestions);
            Board.same(found.getAttendeesAvailability().getOverallResult().name(), "Success");
        });
    }

    static Recurrence numbered(Recurrence pattern) throws Exception {
        pattern.setNumberOfOccurrences(3);
        return pattern;
    }

    private static void settings() {
        BOARD.step("out of office", () -> {
            OofSettings settings = new OofSettings();
            settings.setState(OofState.Enabled);
            settings.setInternalReply(new OofReply("Away"));
            settings.setExternalReply(new OofReply("Away"));
            anna().setUserOofSettings(ME, settings);
            Board.same(anna().getUserOofSettings(ME).getState(), OofState.Enabled);
        });
        BOARD.step("delegates", () -> {
            DelegateUser user = new DelegateUser(BERT);
            user.getPermissions().setCalendarFolderPermissionLevel(DelegateFolderPermissionLevel.Editor);
            anna().addDelegates(new Mailbox(ME), MeetingRequestsDeliveryScope.DelegatesAndMe, user);
            Board.same(anna().getDelegates(new Mailbox(ME), true).getDelegateUserResponses().size(), 1);
        });
        BOARD.step("user configuration", () -> {
            UserConfiguration made = new UserConfiguration(anna());
            made.getDictionary().addElement("Key", "Value");
            made.save("BoardConfiguration", WellKnownFolderName.Inbox);
            Board.same(UserConfiguration.bind(anna(), "BoardConfiguration", WellKnownFolderName.Inbox, UserConfigurationProperties.All).getDictionary().getCount(), 1);
        });
        BOARD.step("message: a body of 300,000 characters", () -> {
            EmailMessage large = message(anna(), "Large");
            large.setBody(new MessageBody(BodyType.Text, "0123456789".repeat(30_000)));
            large.save(WellKnownFolderName.Drafts);
            Board.isTrue(MessageBody.getStringFromMessageBody(EmailMessage.bind(anna(), large.getId(), ALL).getBody()).equals("0123456789".repeat(30_000)), "the same 300,000 characters");
        });
        BOARD.step("inbox rules", () -> {
            Rule rule = new Rule();
            rule.setDisplayName("By Java");
            rule.setPriority(1);
            rule.setIsEnabled(true);
            rule.getConditions().getContainsSubjectStrings().add("rule");
            rule.getActions().setDelete(true);
            anna().updateInboxRules(List.of(new CreateRuleOperation(rule)), true);
            Rule found = anna().getInboxRules().getRule(0);
            Board.same(List.of(found.getDisplayName(), found.getIsEnabled(), found.getConditions().getContainsSubjectStrings().getString(0), found.getActions().getDelete()), List.of("By Java", true, "rule", true));
            Board.same(anna().getInboxRules().getCount(), 1);
        });
        BOARD.step("convert an id", () -> {
            AlternateId source = new AlternateId(IdFormat.EwsId, draft("Id").getId().getUniqueId(), ME);
            Board.isTrue(((AlternateId) anna().convertId(source, IdFormat.HexEntryId)).getUniqueId() != null, "an id");
        });
        BOARD.step("synchronise items", () -> {
            Folder made = folder(new Folder(anna()), "Synchronised");
            message(anna(), "New").save(made.getId());
            var changes = anna().syncFolderItems(made.getId(), PropertySet.IdOnly, null, 100, SyncFolderItemsScope.NormalItems, null);
            Board.same(changes.getCount(), 1);
            Board.same(anna().syncFolderItems(made.getId(), PropertySet.IdOnly, null, 100, SyncFolderItemsScope.NormalItems, changes.getSyncState()).getCount(), 0);
        });
        BOARD.step("synchronise folders", () -> Board.isTrue(anna().syncFolderHierarchy(PropertySet.IdOnly, null).getCount() > 5, "folders"));
        BOARD.step("pull notifications", () -> {
            PullSubscription subscription = anna().subscribeToPullNotifications(List.of(FolderId.getFolderIdFromWellKnownFolderName(WellKnownFolderName.Drafts)), 10, null, EventType.Created);
            draft("Pulled");
            Board.isTrue(!subscription.getEvents().getAllEvents().isEmpty(), "an event");
            subscription.unsubscribe();
        });
        BOARD.step("streaming notifications", () -> {
            ExchangeService owner = anna();
            var subscription = owner.subscribeToStreamingNotifications(List.of(FolderId.getFolderIdFromWellKnownFolderName(WellKnownFolderName.Drafts)), EventType.Created);
            StreamingSubscriptionConnection connection = new StreamingSubscriptionConnection(owner, 1);
            connection.addSubscription(subscription);
            CompletableFuture<Object> event = new CompletableFuture<>();
            connection.addOnNotificationEvent((sender, told) -> event.complete(told));
            connection.addOnDisconnect((sender, told) -> {});
            connection.open();
            draft("Streamed");
            Board.isTrue(event.get(30, TimeUnit.SECONDS) != null, "an event");
            connection.close();
        });
    }

    public static void main(String[] args) {
        connecting();
        folders();
        messages();
        searching();
        people();
        calendar();
        settings();
        Methods.steps();
        BOARD.run("2.0");
    }
}
