// Two people's services, and what the steps do again and again with them.
const ews = require('ews-javascript-api');

const { WellKnownFolderName, PropertySet, BasePropertySet, DateTime, ItemView, MessageBody, BodyType } = ews;
const { ExchangeVersion, SendInvitationsMode, SearchFilter } = ews;

const service = (name, version = ExchangeVersion.Exchange2013_SP1) => {
  const made = new ews.ExchangeService(version);
  made.Credentials = new ews.WebCredentials(`${name}@contoso.com`, process.env.LAB_PASSWORD);
  made.Url = new ews.Uri(`${process.env.LAB_EXCHANGE}/EWS/Exchange.asmx`);
  return made;
};
const anna = service('anna');
const bert = service('bert');
const ME = 'anna@contoso.com';
const BERT = 'bert@contoso.com';
const all = new PropertySet(BasePropertySet.FirstClassProperties);
const folder = (name) => new ews.FolderId(name);
const inbox = folder(WellKnownFolderName.Inbox);
const drafts = folder(WellKnownFolderName.Drafts);

const message = (subject, owner = anna) => {
  const made = new ews.EmailMessage(owner);
  made.Subject = subject;
  made.Body = new MessageBody(BodyType.Text, 'Text');
  return made;
};
const draft = async (subject) => {
  const made = message(subject);
  await made.Save(drafts);
  return made;
};
const bind = (item, set = all, owner = anna) => ews.Item.Bind(owner, item.Id, set);
const find = async (subject, where = inbox, owner = anna) =>
  (await owner.FindItems(where, new SearchFilter.IsEqualTo(ews.ItemSchema.Subject, subject), new ItemView(20))).Items;
const send = async (subject) => {
  const made = message(subject, bert);
  made.ToRecipients.Add(ME);
  await made.SendAndSaveCopy();
  const [found] = await find(subject);
  return ews.EmailMessage.Bind(anna, found.Id, all);
};
const subfolder = async (name, Type = ews.Folder) => {
  const made = new Type(anna);
  made.DisplayName = name;
  await made.Save(inbox);
  return made;
};
const when = (text) => new DateTime(text);
const appointment = async (subject, start, hours = 1, change = () => {}, mode = SendInvitationsMode.SendToNone) => {
  const made = new ews.Appointment(anna);
  made.Subject = subject;
  made.Start = when(start);
  made.End = when(start).AddHours(hours);
  change(made);
  await made.Save(folder(WellKnownFolderName.Calendar), mode);
  return made;
};
// The library has the code of an answer as a number of an enumeration.
const code = (error) => ews.ServiceError[error.ErrorCode ?? error.errorCode ?? error.Response?.ErrorCode ?? error.response?.ErrorCode];
const seen = async (start, end, owner = anna) =>
  (await owner.FindAppointments(folder(WellKnownFolderName.Calendar), new ews.CalendarView(when(start), when(end)))).Items;

module.exports = { service, anna, bert, ME, BERT, all, folder, inbox, drafts, message, draft, bind, find, send, subfolder, when, appointment, seen, code };
