// The methods of ews-javascript-api's service, with the samples of the EWS Managed API that its documentation points to.
const ews = require('ews-javascript-api');
const { step, same, isTrue, refused, run } = require('./board.js');
const { service, anna, bert, ME, BERT, all, folder, inbox, drafts, message, draft, bind, find, send, subfolder, when, appointment, seen, code } = require('./lab.js');

const { WellKnownFolderName, PropertySet, BasePropertySet, ItemView, MessageBody, BodyType, DeleteMode } = ews;
const { ExchangeVersion, ConflictResolutionMode, SendInvitationsMode, SearchFilter, Recurrence, DayOfTheWeek } = ews;

step('autodiscover: user settings', async () => {
  const autodiscover = new ews.AutodiscoverService(new ews.Uri(`${process.env.LAB_EXCHANGE}/autodiscover/autodiscover.svc`), ExchangeVersion.Exchange2010);
  autodiscover.Credentials = new ews.WebCredentials(ME, process.env.LAB_PASSWORD);
  const answer = await autodiscover.GetUserSettings([ME], [ews.UserSettingName.ExternalEwsUrl, ews.UserSettingName.UserDisplayName]);
  same(answer.Responses[0].GetSettingValue(ews.UserSettingName.UserDisplayName), 'Anna Adler');
});
step('autodiscover: the address of the service', async () => {
  const one = new ews.ExchangeService(ExchangeVersion.Exchange2013);
  one.Credentials = new ews.WebCredentials(ME, process.env.LAB_PASSWORD);
  await one.AutodiscoverUrl(ME, () => true);
  isTrue(one.Url.ToString().includes('exchange.contoso.com'), 'the address');
});
for (const version of ['Exchange2007_SP1', 'Exchange2010', 'Exchange2010_SP2', 'Exchange2013', 'Exchange2013_SP1']) {
  step(`connect as ${version}`, async () => {
    const found = await ews.Folder.Bind(service('anna', ExchangeVersion[version]), WellKnownFolderName.Inbox);
    same(found.DisplayName, 'Inbox');
  });
}
step('connect: a wrong password is refused', async () => {
  const one = service('anna');
  one.Credentials = new ews.WebCredentials(ME, 'wrong');
  await refused(() => ews.Folder.Bind(one, WellKnownFolderName.Inbox), '401');
});
step('connect: impersonation without the role is refused', async () => {
  const one = service('anna');
  one.ImpersonatedUserId = new ews.ImpersonatedUserId(ews.ConnectingIdType.SmtpAddress, BERT);
  // Of a SOAP fault, the library keeps the text only.
  await refused(() => ews.Folder.Bind(one, WellKnownFolderName.Inbox), 'The account does not have permission to impersonate the requested user.');
});

step('folder: bind', async () => {
  const found = await ews.Folder.Bind(anna, WellKnownFolderName.Inbox, all);
  same([found.DisplayName, found.FolderClass], ['Inbox', 'IPF.Note']);
});
step('folder: create', async () => {
  const made = await subfolder('Created by JavaScript');
  same((await ews.Folder.Bind(anna, made.Id)).DisplayName, 'Created by JavaScript');
});
for (const [name, Type, kind] of [
  ['calendar', ews.CalendarFolder, 'IPF.Appointment'],
  ['contacts', ews.ContactsFolder, 'IPF.Contact'],
  ['tasks', ews.TasksFolder, 'IPF.Task'],
]) {
  step(`folder: create a folder of ${name}`, async () => {
    const made = await subfolder(`Folder of ${name}`, Type);
    same((await ews.Folder.Bind(anna, made.Id, all)).FolderClass, kind);
  });
}
step('folder: a search folder', async () => {
  const made = new ews.SearchFolder(anna);
  made.DisplayName = 'Search';
  made.SearchParameters.RootFolderIds.Add(inbox);
  made.SearchParameters.SearchFilter = new SearchFilter.ContainsSubstring(ews.ItemSchema.Subject, 'x');
  await made.Save(WellKnownFolderName.SearchFolders);
  isTrue(made.Id.UniqueId, 'an id');
});
step('folder: update', async () => {
  const made = await subfolder('Old name');
  made.DisplayName = 'New name';
  await made.Update();
  same((await ews.Folder.Bind(anna, made.Id)).DisplayName, 'New name');
});
step('folder: copy, move and delete', async () => {
  const made = await subfolder('Moved');
  const target = await subfolder('Target');
  await made.Copy(target.Id);
  const moved = await made.Move((await subfolder('Second target')).Id);
  isTrue(moved, 'the moved folder');
  await target.Delete(DeleteMode.HardDelete);
  await refused(() => ews.Folder.Bind(anna, target.Id), 'ErrorItemNotFound', code);
});
step('folder: empty', async () => {
  const made = await subfolder('Emptied');
  await message('In it').Save(made.Id);
  await made.Empty(DeleteMode.HardDelete, true);
  same((await ews.Folder.Bind(anna, made.Id)).TotalCount, 0);
});
step('folder: mark all items as read', async () => {
  const made = await subfolder('All read');
  const item = message('Unread');
  item.IsRead = false;
  await item.Save(made.Id);
  await made.MarkAllItemsAsRead(true);
  same((await ews.Folder.Bind(anna, made.Id)).UnreadCount, 0);
});
step('folder: find', async () => {
  const view = new ews.FolderView(100);
  view.Traversal = ews.FolderTraversal.Deep;
  const found = await anna.FindFolders(WellKnownFolderName.MsgFolderRoot, view);
  isTrue(found.Folders.some((one) => one.DisplayName === 'Inbox'), 'Inbox');
});
step('folder: find with a filter', async () => {
  await subfolder('Found by name');
  const filter = new SearchFilter.IsEqualTo(ews.FolderSchema.DisplayName, 'Found by name');
  same((await anna.FindFolders(WellKnownFolderName.Inbox, filter, new ews.FolderView(10))).TotalCount, 1);
});
step('folder: permissions', async () => {
  const made = await subfolder('Shared');
  const found = await ews.Folder.Bind(anna, made.Id, new PropertySet(BasePropertySet.IdOnly, ews.FolderSchema.Permissions));
  found.Permissions.Add(new ews.FolderPermission(new ews.UserId(BERT), ews.FolderPermissionLevel.Reviewer));
  await found.Update();
  const again = await ews.Folder.Bind(anna, made.Id, new PropertySet(BasePropertySet.IdOnly, ews.FolderSchema.Permissions));
  isTrue(again.Permissions.Items.some((one) => one.UserId.PrimarySmtpAddress === BERT), 'Bert may read');
  same((await ews.Folder.Bind(bert, made.Id)).DisplayName, 'Shared');
});

step('message: save a draft', async () => same((await bind(await draft('Saved'))).Subject, 'Saved'));
step('message: all its fields', async () => {
  const made = message('Fields');
  made.ToRecipients.Add(BERT);
  made.CcRecipients.Add('carla@contoso.com');
  made.Importance = ews.Importance.High;
  made.Sensitivity = ews.Sensitivity.Private;
  made.Categories.Add('Red');
  made.IsReadReceiptRequested = true;
  await made.Save(drafts);
  const found = await ews.EmailMessage.Bind(anna, made.Id, all);
  same([found.Importance, found.Sensitivity, found.DisplayTo, found.DisplayCc], [ews.Importance.High, ews.Sensitivity.Private, 'Bert Brandt', 'Carla Conti']);
  same([found.IsReadReceiptRequested, found.Categories.ToString().includes('Red')], [true, true]);
});
step('message: HTML body and its text', async () => {
  const made = message('HTML');
  made.Body = new MessageBody(BodyType.HTML, '&lt;b&gt;bold&lt;/b&gt;');
  await made.Save(drafts);
  const set = new PropertySet(BasePropertySet.IdOnly, ews.ItemSchema.Body);
  set.RequestedBodyType = BodyType.Text;
  same((await bind(made, set)).Body.Text.trim(), 'bold');
});
step('message: send', async () => {
  const made = message('Sent', bert);
  made.ToRecipients.Add(ME);
  await made.Send();
  same((await find('Sent')).length, 1);
});
step('message: send and save a copy', async () => {
  const found = await send('Sent with a copy');
  same([found.From.Address, found.IsFromMe, found.IsDraft], [BERT, false, false]);
  same((await find('Sent with a copy', folder(WellKnownFolderName.SentItems), bert)).length, 1);
});
step('message: send a draft', async () => {
  const made = message('From a draft');
  made.ToRecipients.Add(BERT);
  await made.Save(drafts);
  await anna.SendItem(await bind(made), folder(WellKnownFolderName.SentItems));
  same((await find('From a draft', inbox, bert)).length, 1);
});
step('message: update', async () => {
  const made = await draft('Before');
  made.Subject = 'After';
  await made.Update(ConflictResolutionMode.AutoResolve);
  same((await bind(made)).Subject, 'After');
});
step('message: mark as read', async () => {
  const found = await send('To read');
  found.IsRead = true;
  await found.Update(ConflictResolutionMode.AlwaysOverwrite, true);
  same((await ews.EmailMessage.Bind(anna, found.Id, all)).IsRead, true);
});
step('message: reply', async () => {
  await (await send('Question')).Reply(new MessageBody(BodyType.Text, 'Answer'), false);
  same((await find('RE: Question', inbox, bert)).length, 1);
});
step('message: reply to all', async () => {
  await (await send('Question to all')).Reply(new MessageBody(BodyType.Text, 'Answer'), true);
  same((await find('RE: Question to all', inbox, bert)).length, 1);
});
step('message: forward', async () => {
  await (await send('News')).Forward(new MessageBody(BodyType.Text, 'Look'), [new ews.EmailAddress('carla@contoso.com')]);
  same((await find('FW: News', inbox, service('carla'))).length, 1);
});
step('message: a reply that is saved', async () => {
  const reply = (await send('Later')).CreateReply(false);
  reply.BodyPrefix = new MessageBody(BodyType.Text, 'Draft');
  await reply.Save(drafts);
  same((await find('RE: Later', drafts)).length, 1);
});
step('message: suppress the read receipt', async () => {
  const made = message('Receipt', bert);
  made.ToRecipients.Add(ME);
  made.IsReadReceiptRequested = true;
  await made.SendAndSaveCopy();
  const [found] = await find('Receipt');
  await (await ews.EmailMessage.Bind(anna, found.Id, all)).SuppressReadReceipt();
});
step('message: copy and move', async () => {
  const made = await draft('Copied');
  const copy = await made.Copy(WellKnownFolderName.Inbox);
  isTrue(copy.Id.UniqueId, 'an id of the copy');
  const moved = await made.Move(WellKnownFolderName.DeletedItems);
  same((await bind(moved)).Subject, 'Copied');
});
step('message: delete', async () => {
  const made = await draft('Deleted');
  const old = made.Id;
  await made.Delete(DeleteMode.MoveToDeletedItems);
  await refused(() => ews.Item.Bind(anna, old, all), 'ErrorItemNotFound', code);
});
step('message: a body of 300,000 characters', async () => {
  const made = message('Large');
  made.Body = new MessageBody(BodyType.Text, '0123456789'.repeat(30_000));
  await made.Save(drafts);
  isTrue((await bind(made)).Body.Text === '0123456789'.repeat(30_000), 'the same 300,000 characters');
});
step('message: MIME content', async () => {
  const set = new PropertySet(BasePropertySet.IdOnly, ews.ItemSchema.MimeContent);
  const found = await bind(await send('As MIME'), set);
  isTrue(Buffer.from(found.MimeContent.Content, 'base64').toString().includes('Subject: As MIME'), 'the subject');
});
step('message: headers and derived fields', async () => {
  const found = await send('Derived');
  isTrue(found.InternetMessageId && found.ConversationId && found.ConversationTopic === 'Derived', 'derived fields');
  isTrue(found.Size > 0 && found.InternetMessageHeaders.Count > 0, 'size and headers');
});
step('message: mark as junk', async () => {
  const found = await send('Junk');
  await anna.MarkAsJunk([found.Id], true, true);
  const junk = folder(WellKnownFolderName.JunkEmail);
  const [moved] = await find('Junk', junk);
  // The sender is blocked now, until a message of his is no junk.
  const next = message('More junk', bert);
  next.ToRecipients.Add(ME);
  await next.SendAndSaveCopy();
  same((await find('More junk', junk)).length, 1);
  await anna.MarkAsJunk([moved.Id], false, true);
  same((await find('Junk', inbox)).length, 1);
  await send('No more junk');
});
step('message: voting, flag and follow up', async () => {
  const made = await draft('Flagged');
  const flag = new ews.Flag();
  flag.FlagStatus = ews.ItemFlagStatus.Flagged;
  made.Flag = flag;
  await made.Update(ConflictResolutionMode.AlwaysOverwrite);
  same((await bind(made, new PropertySet(BasePropertySet.IdOnly, ews.ItemSchema.Flag))).Flag.FlagStatus, ews.ItemFlagStatus.Flagged);
});
step('post item', async () => {
  const made = new ews.PostItem(anna);
  made.Subject = 'Posted';
  made.Body = new MessageBody(BodyType.Text, 'Text');
  await made.Save(inbox);
  same((await ews.PostItem.Bind(anna, made.Id, all)).Subject, 'Posted');
});

step('items: several are created', async () => {
  const answer = await anna.CreateItems([message('First of two'), message('Second of two')], drafts, ews.MessageDisposition.SaveOnly, null);
  same(answer.OverallResult, ews.ServiceResult.Success);
});
step('items: several are read', async () => {
  const two = [await draft('One'), await draft('Two')];
  const answer = await anna.BindToItems(two.map((one) => one.Id), all);
  same(answer.Responses.map((one) => one.Item.Subject), ['One', 'Two']);
});
step('items: several are loaded', async () => {
  const two = [await draft('Load one'), await draft('Load two')];
  const answer = await anna.LoadPropertiesForItems(two, all);
  same(answer.OverallResult, ews.ServiceResult.Success);
});
step('items: several are changed', async () => {
  const two = [await draft('A'), await draft('B')];
  two.forEach((one) => (one.Subject = `${one.Subject} changed`));
  const answer = await anna.UpdateItems(two, null, ConflictResolutionMode.AutoResolve, ews.MessageDisposition.SaveOnly, null);
  same(answer.OverallResult, ews.ServiceResult.Success);
});
step('items: several are copied, moved and deleted', async () => {
  const ids = [(await draft('C1')).Id, (await draft('C2')).Id];
  same((await anna.CopyItems(ids, inbox)).OverallResult, ews.ServiceResult.Success);
  const moved = await anna.MoveItems(ids, folder(WellKnownFolderName.DeletedItems));
  const gone = moved.Responses.map((one) => one.Item.Id);
  same((await anna.DeleteItems(gone, DeleteMode.HardDelete, null, null)).OverallResult, ews.ServiceResult.Success);
});

step('find: a page', async () => {
  const made = await subfolder('Paged');
  for (const name of ['1', '2', '3']) await message(name).Save(made.Id);
  const view = new ItemView(2, 1);
  view.OrderBy.Add(ews.ItemSchema.Subject, ews.SortDirection.Descending);
  const found = await anna.FindItems(made.Id, view);
  same([found.Items.map((one) => one.Subject), found.TotalCount, found.MoreAvailable], [['2', '1'], 3, false]);
});
const searched = (name, filter, expected) =>
  step(`find: ${name}`, async () => {
    if (!searched.folder) {
      searched.folder = await subfolder('Searched');
      for (const subject of ['Alpha', 'Beta', 'Gamma']) {
        const made = message(subject);
        made.Importance = subject === 'Beta' ? ews.Importance.High : ews.Importance.Normal;
        await made.Save(searched.folder.Id);
      }
    }
    const found = await anna.FindItems(searched.folder.Id, filter(), new ItemView(10));
    same(found.Items.map((one) => one.Subject).sort(), expected);
  });
const { Subject, Size, DateTimeCreated } = ews.ItemSchema;
searched('equal', () => new SearchFilter.IsEqualTo(Subject, 'Alpha'), ['Alpha']);
searched('not equal', () => new SearchFilter.IsNotEqualTo(Subject, 'Alpha'), ['Beta', 'Gamma']);
searched('greater', () => new SearchFilter.IsGreaterThan(Size, 0), ['Alpha', 'Beta', 'Gamma']);
searched('less', () => new SearchFilter.IsLessThan(DateTimeCreated, when('2001-01-01T00:00:00Z')), []);
searched('substring', () => new SearchFilter.ContainsSubstring(Subject, 'amm'), ['Gamma']);
searched('prefix, ignoring case', () => new SearchFilter.ContainsSubstring(Subject, 'al', ews.ContainmentMode.Prefixed, ews.ComparisonMode.IgnoreCase), ['Alpha']);
searched('exists', () => new SearchFilter.Exists(Subject), ['Alpha', 'Beta', 'Gamma']);
searched('not', () => new SearchFilter.Not(new SearchFilter.IsEqualTo(Subject, 'Beta')), ['Alpha', 'Gamma']);
searched('or', () => new SearchFilter.SearchFilterCollection(ews.LogicalOperator.Or, [new SearchFilter.IsEqualTo(Subject, 'Alpha'), new SearchFilter.IsEqualTo(Subject, 'Beta')]), ['Alpha', 'Beta']);
searched('and', () => new SearchFilter.SearchFilterCollection(ews.LogicalOperator.And, [new SearchFilter.IsEqualTo(Subject, 'Beta'), new SearchFilter.ContainsSubstring(Subject, 'Bet')]), ['Beta']);
step('find: a query string', async () => {
  await message('Querystring').Save(inbox);
  const found = await anna.FindItems(inbox, 'subject:Querystring', new ItemView(10));
  same(found.Items.map((one) => one.Subject), ['Querystring']);
});
step('find: in groups', async () => {
  const found = await anna.FindItems(inbox, new ItemView(10), new ews.Grouping(Subject, ews.SortDirection.Ascending, Subject, ews.AggregateType.Minimum));
  isTrue(found.ItemGroups.length > 0, 'groups');
});

step('attachment: a file', async () => {
  const made = message('With a file');
  made.Attachments.AddFileAttachment('a.txt', Buffer.from('Content').toString('base64'));
  await made.Save(drafts);
  const found = await bind(made);
  const file = found.Attachments.Items[0];
  await file.Load();
  same([file.Name, Buffer.from(file.Base64Content, 'base64').toString(), found.HasAttachments], ['a.txt', 'Content', true]);
});
step('attachment: added and removed later', async () => {
  const made = await draft('Attached later');
  const found = await bind(made);
  found.Attachments.AddFileAttachment('b.txt', Buffer.from('B').toString('base64'));
  await found.Update(ConflictResolutionMode.AlwaysOverwrite);
  const again = await bind(made);
  same(again.Attachments.Count, 1);
  again.Attachments.RemoveAt(0);
  await again.Update(ConflictResolutionMode.AlwaysOverwrite);
  same((await bind(made)).Attachments.Count, 0);
});
step('attachment: an item', async () => {
  const made = message('With an item');
  const inner = made.Attachments.AddItemAttachment(ews.EmailMessage, 'Message');
  inner.Name = 'inner';
  inner.Item.Subject = 'Inner';
  await made.Save(drafts);
  const found = await bind(made);
  await found.Attachments.Items[0].Load();
  same(found.Attachments.Items[0].Item.Subject, 'Inner');
});

step('contact: create and read', async () => {
  const made = new ews.Contact(anna);
  made.GivenName = 'Connie';
  made.Surname = 'Cole';
  made.FileAsMapping = ews.FileAsMapping.SurnameCommaGivenName;
  made.CompanyName = 'Fabrikam';
  made.PhoneNumbers._setItem(ews.PhoneNumberKey.MobilePhone, '+49 30 1');
  made.EmailAddresses._setItem(ews.EmailAddressKey.EmailAddress1, new ews.EmailAddress('connie@fabrikam.com'));
  await made.Save(WellKnownFolderName.Contacts);
  const found = await ews.Contact.Bind(anna, made.Id, all);
  same([found.FileAs, found.CompanyName, found.PhoneNumbers._getItem(ews.PhoneNumberKey.MobilePhone)], ['Cole, Connie', 'Fabrikam', '+49 30 1']);
  same([found.CompleteName.FullName, found.EmailAddresses._getItem(ews.EmailAddressKey.EmailAddress1).Address], ['Connie Cole', 'connie@fabrikam.com']);
});
step('contact group', async () => {
  const made = new ews.ContactGroup(anna);
  made.DisplayName = 'My group';
  made.Members.AddOneOff('Bert', BERT);
  await made.Save(WellKnownFolderName.Contacts);
  const found = await ews.ContactGroup.Bind(anna, made.Id, all);
  same([found.DisplayName, found.Members.Count], ['My group', 1]);
});
step('task: create and complete', async () => {
  const made = new ews.Task(anna);
  made.Subject = 'Do it';
  made.DueDate = when('2036-01-09T00:00:00Z');
  await made.Save(WellKnownFolderName.Tasks);
  const found = await ews.Task.Bind(anna, made.Id, all);
  found.Status = ews.TaskStatus.Completed;
  await found.Update(ConflictResolutionMode.AlwaysOverwrite);
  const again = await ews.Task.Bind(anna, made.Id, all);
  same([again.IsComplete, again.PercentComplete], [true, 100]);
});
step('extended property', async () => {
  const definition = new ews.ExtendedPropertyDefinition(ews.DefaultExtendedPropertySet.PublicStrings, 'LabProperty', ews.MapiPropertyType.String);
  const made = message('Extended');
  made.SetExtendedProperty(definition, 'mine');
  await made.Save(drafts);
  const found = await bind(made, new PropertySet(BasePropertySet.IdOnly, definition));
  same(found.ExtendedProperties.Items[0].Value, 'mine');
});
step('MAPI tag', async () => {
  const definition = new ews.ExtendedPropertyDefinition(0x0037, ews.MapiPropertyType.String);
  const found = await bind(await draft('By its tag'), new PropertySet(BasePropertySet.IdOnly, definition));
  same(found.ExtendedProperties.Items[0].Value, 'By its tag');
});

step('appointment: create and read', async () => {
  const found = await ews.Appointment.Bind(anna, (await appointment('One', '2036-01-07T09:00:00Z', 1, (one) => (one.Location = 'Room'))).Id, all);
  same([found.Location, found.IsMeeting, found.AppointmentType], ['Room', false, ews.AppointmentType.Single]);
});
step('appointment: in a time zone', async () => {
  const made = await appointment('Zoned', '2036-01-08T09:00:00Z', 1, (one) => (one.StartTimeZone = ews.TimeZoneInfo.FindSystemTimeZoneById('Eastern Standard Time')));
  const found = await ews.Appointment.Bind(anna, made.Id, new PropertySet(BasePropertySet.IdOnly, ews.AppointmentSchema.StartTimeZone));
  same(found.StartTimeZone.Id, 'Eastern Standard Time');
});
step('appointment: all day', async () => {
  const made = await appointment('All day', '2036-01-09T00:00:00Z', 24, (one) => (one.IsAllDayEvent = true));
  same((await ews.Appointment.Bind(anna, made.Id, all)).IsAllDayEvent, true);
});
step('appointment: a view', async () => {
  await appointment('Viewed', '2036-01-14T09:00:00Z');
  same((await seen('2036-01-14T00:00:00Z', '2036-01-15T00:00:00Z')).map((one) => one.Subject), ['Viewed']);
});
step('appointment: update and delete', async () => {
  const made = await appointment('To change', '2036-01-15T09:00:00Z');
  made.Location = 'Elsewhere';
  await made.Update(ConflictResolutionMode.AlwaysOverwrite, ews.SendInvitationsOrCancellationsMode.SendToNone);
  same((await ews.Appointment.Bind(anna, made.Id, all)).Location, 'Elsewhere');
  await made.Delete(DeleteMode.HardDelete, ews.SendCancellationsMode.SendToNone);
  await refused(() => ews.Appointment.Bind(anna, made.Id, all), 'ErrorItemNotFound', code);
});
const series = (name, month, pattern, expected) =>
  step(`recurrence: ${name}`, async () => {
    const start = `2036-${month}-02T09:00:00Z`;
    const made = await appointment(`Series ${name}`, start, 1, (one) => {
      one.Recurrence = pattern(when(start));
      one.Recurrence.NumberOfOccurrences = 3;
    });
    const found = await ews.Appointment.Bind(anna, made.Id, all);
    same(found.AppointmentType, ews.AppointmentType.RecurringMaster);
    const days = (await seen(`2036-${month}-01T00:00:00Z`, '2037-12-01T00:00:00Z')).filter((one) => one.Subject === `Series ${name}`);
    same(days.map((one) => one.Start.ToISOString().slice(5, 10)), expected);
  });
series('daily', '02', (start) => new Recurrence.DailyPattern(start, 1), ['02-02', '02-03', '02-04']);
series('weekly', '03', (start) => new Recurrence.WeeklyPattern(start, 1, [DayOfTheWeek.Sunday]), ['03-02', '03-09', '03-16']);
series('monthly', '04', (start) => new Recurrence.MonthlyPattern(start, 1, 2), ['04-02', '05-02', '06-02']);
series('relative monthly', '11', (start) => new Recurrence.RelativeMonthlyPattern(start, 1, DayOfTheWeek.Sunday, ews.DayOfTheWeekIndex.First), ['11-02', '12-07', '01-04']);
step('recurrence: an occurrence', async () => {
  const made = await appointment('Occurrence', '2036-09-01T09:00:00Z', 1, (one) => {
    one.Recurrence = new Recurrence.DailyPattern(when('2036-09-01T09:00:00Z'), 1);
    one.Recurrence.NumberOfOccurrences = 3;
  });
  const second = await ews.Appointment.BindToOccurrence(anna, made.Id, 2, all);
  same(second.AppointmentType, ews.AppointmentType.Occurrence);
  const master = await ews.Appointment.BindToRecurringMaster(anna, second.Id, all);
  same(master.Id.UniqueId, made.Id.UniqueId);
  await second.Delete(DeleteMode.HardDelete, ews.SendCancellationsMode.SendToNone);
  same((await seen('2036-09-01T00:00:00Z', '2036-09-09T00:00:00Z')).length, 2);
});
const meeting = (subject, start) => appointment(subject, start, 1, (one) => one.RequiredAttendees.Add(BERT), SendInvitationsMode.SendToAllAndSaveCopy);
const request = async (subject) => {
  const [found] = await find(subject, inbox, bert);
  return ews.MeetingRequest.Bind(bert, found.Id, all);
};
step('meeting: an invitation', async () => {
  await meeting('Invited', '2036-10-01T09:00:00Z');
  same((await request('Invited')).Organizer.Address, ME);
});
for (const [name, act, expected] of [
  ['accept', (one) => one.Accept(true), 'Accept'],
  ['accept tentatively', (one) => one.AcceptTentatively(true), 'Tentative'],
  ['decline', (one) => one.Decline(true), 'Decline'],
]) {
  step(`meeting: ${name}`, async () => {
    const made = await meeting(`To ${name}`, '2036-10-02T09:00:00Z');
    await act(await request(`To ${name}`));
    const found = await ews.Appointment.Bind(anna, made.Id, all);
    same(found.RequiredAttendees._getItem(0).ResponseType, ews.MeetingResponseType[expected]);
  });
}
step('meeting: cancel', async () => {
  const made = await meeting('To cancel', '2036-10-03T09:00:00Z');
  await made.CancelMeeting('Called off');
  const found = await bert.FindItems(inbox, new SearchFilter.ContainsSubstring(Subject, 'To cancel'), new ItemView(10));
  isTrue(found.Items.some((one) => one.constructor.name === 'MeetingCancellation'), 'a cancellation');
});

step('availability', async () => {
  const window = new ews.TimeWindow(when('2036-01-07T00:00:00Z'), when('2036-01-08T00:00:00Z'));
  const found = await anna.GetUserAvailability([new ews.AttendeeInfo(BERT)], window, ews.AvailabilityData.FreeBusyAndSuggestions);
  same(found.AttendeesAvailability.Responses[0].ErrorCode, ews.ServiceError.NoError);
});
step('out of office', async () => {
  const settings = new ews.OofSettings();
  settings.State = ews.OofState.Enabled;
  settings.InternalReply = new ews.OofReply('Away');
  settings.ExternalReply = new ews.OofReply('Away');
  await anna.SetUserOofSettings(ME, settings);
  const found = await anna.GetUserOofSettings(ME);
  same(found.State, ews.OofState.Enabled);
  settings.State = ews.OofState.Disabled;
  await anna.SetUserOofSettings(ME, settings);
});
step('resolve a name', async () => {
  const found = await anna.ResolveName('bert', ews.ResolveNameSearchLocation.DirectoryThenContacts, true);
  same(found._getItem(0).Mailbox.Address, BERT);
});
step('expand a group', async () => {
  const found = await anna.ExpandGroup('sales@contoso.com');
  isTrue(found.Members.some((one) => one.Address === ME), 'Anna');
});
step('room lists and rooms', async () => {
  const [list] = (await anna.GetRoomLists()).GetEnumerator();
  same(list.Address, 'rooms@contoso.com');
  same((await anna.GetRooms(list)).map((one) => one.Address), ['dora@contoso.com']);
});
step('password expiration', async () => isTrue(await anna.GetPasswordExpirationDate(ME), 'a date'));
step('time zones', async () => isTrue((await anna.GetServerTimeZones()).length > 100, 'more than 100'));
step('delegates: add, read, change, remove', async () => {
  const user = new ews.DelegateUser(BERT);
  user.Permissions.CalendarFolderPermissionLevel = ews.DelegateFolderPermissionLevel.Editor;
  await anna.AddDelegates(new ews.Mailbox(ME), ews.MeetingRequestsDeliveryScope.DelegatesAndMe, [user]);
  const found = await anna.GetDelegates(new ews.Mailbox(ME), true);
  same(found.DelegateUserResponses[0].DelegateUser.UserId.PrimarySmtpAddress, BERT);
  user.Permissions.CalendarFolderPermissionLevel = ews.DelegateFolderPermissionLevel.Reviewer;
  await anna.UpdateDelegates(new ews.Mailbox(ME), ews.MeetingRequestsDeliveryScope.DelegatesAndMe, [user]);
  await anna.RemoveDelegates(new ews.Mailbox(ME), [new ews.UserId(BERT)]);
  same((await anna.GetDelegates(new ews.Mailbox(ME), true)).DelegateUserResponses.length, 0);
});
step('user configuration', async () => {
  const made = new ews.UserConfiguration(anna);
  made.Dictionary.Add('Key', 'Value');
  await made.Save('BoardConfiguration', WellKnownFolderName.Inbox);
  const found = await ews.UserConfiguration.Bind(anna, 'BoardConfiguration', WellKnownFolderName.Inbox, ews.UserConfigurationProperties.All);
  same(found.Dictionary.Count, 1);
  await found.Delete();
});
step('inbox rules', async () => {
  const rule = new ews.Rule();
  rule.DisplayName = 'By JavaScript';
  rule.Priority = 1;
  rule.IsEnabled = true;
  rule.Conditions.ContainsSubjectStrings.Add('rule');
  rule.Actions.MoveToFolder = folder(WellKnownFolderName.DeletedItems);
  await anna.UpdateInboxRules([new ews.CreateRuleOperation(rule)], true);
  const [found] = (await anna.GetInboxRules()).GetEnumerator().filter((one) => one.DisplayName === 'By JavaScript');
  same([found.IsEnabled, found.Priority, found.Conditions.ContainsSubjectStrings.GetEnumerator(), found.Actions.Delete], [true, 1, ['rule'], false]);
  const target = await ews.Folder.Bind(anna, found.Actions.MoveToFolder);
  same(target.DisplayName, 'Deleted Items');
});
step('convert an id', async () => {
  const source = new ews.AlternateId(ews.IdFormat.EwsId, (await draft('Id')).Id.UniqueId, ME);
  isTrue((await anna.ConvertId(source, ews.IdFormat.HexEntryId)).UniqueId, 'an id');
});
step('conversations: find', async () => {
  await send('Conversation');
  const found = await anna.FindConversation(new ews.ConversationIndexedItemView(10), inbox);
  isTrue(found.some((one) => one.Topic === 'Conversation'), 'the conversation');
});
step('conversations: their items', async () => {
  const item = await send('Conversation items');
  const found = await anna.GetConversationItems(item.ConversationId, all, null, null, ews.ConversationSortOrder.ChronologicalAscending);
  isTrue(found.ConversationNodes.Count > 0, 'nodes');
});
step('conversations: always categorise', async () => {
  const item = await send('Conversation category');
  const answer = await anna.EnableAlwaysCategorizeItemsInConversations([item.ConversationId], ['Blue'], true);
  same(answer.OverallResult, ews.ServiceResult.Success);
});
step('synchronise: items', async () => {
  const made = await subfolder('Synchronised');
  await message('New').Save(made.Id);
  const changes = await anna.SyncFolderItems(made.Id, PropertySet.IdOnly, null, 100, ews.SyncFolderItemsScope.NormalItems, null);
  same([changes.Count, changes.MoreChangesAvailable], [1, false]);
  same((await anna.SyncFolderItems(made.Id, PropertySet.IdOnly, null, 100, ews.SyncFolderItemsScope.NormalItems, changes.SyncState)).Count, 0);
});
step('synchronise: folders', async () => {
  const changes = await anna.SyncFolderHierarchy(folder(WellKnownFolderName.MsgFolderRoot), PropertySet.IdOnly, null);
  isTrue(changes.Count > 5, 'the folders');
});
step('pull notifications', async () => {
  const subscription = await anna.SubscribeToPullNotifications([drafts], 10, null, ews.EventType.Created);
  await draft('Pulled');
  const found = await subscription.GetEvents();
  isTrue(found.AllEvents.length > 0, 'an event');
  await subscription.Unsubscribe();
});
step('push notifications', async () => {
  const subscription = await anna.SubscribeToPushNotifications([drafts], new ews.Uri('http://127.0.0.1:9/'), 1, null, ews.EventType.Created);
  isTrue(subscription.Id, 'an id');
});
step('streaming notifications', async () => {
  const subscription = await anna.SubscribeToStreamingNotifications([drafts], ews.EventType.Created);
  const connection = new ews.StreamingSubscriptionConnection(anna, 1);
  connection.AddSubscription(subscription);
  const event = new Promise((done) => connection.OnNotificationEvent.push((_, told) => done(told)));
  connection.OnDisconnect.push(() => {});
  connection.Open();
  await new Promise((done) => setTimeout(done, 500));
  await draft('Streamed');
  isTrue((await event).Events.length > 0, 'an event');
  connection.Close();
});
step('searchable mailboxes without the role are refused', async () => {
  await refused(() => anna.GetSearchableMailboxes('', false), 'The caller has not assigned any of the RBAC roles requested in the management role header.');
});
step('retention tags', async () => isTrue(await anna.GetUserRetentionPolicyTags(), 'an answer'));

require('./methods.js');

run(require('ews-javascript-api/package.json').version);
