// A stand-in of Microsoft.Web.Administration, as far as the scripts of iis-drift use it: it reads and writes a real
// applicationHost.config below %windir%. What it does follows, behavior by behavior:
// [schema] IIS_schema.xml: periodicRestart/@time timeSpan, default 29:00:00, range 0 to 25920000 s in steps of 60 s;
//          schedule/add/@value timeSpan, range 0 to 86399 s in steps of 60 s, the unique key; clear allowed, remove not.
// [defaults] learn.microsoft.com/iis/configuration/system.applicationhost/applicationpools/applicationpooldefaults:
//          what a pool does not write it has of applicationPoolDefaults, attribute by attribute, and then of the schema.
// [attribute] learn.microsoft.com/dotnet/api/microsoft.web.administration.configurationattribute: Delete makes it
//          inherited again, IsInheritedFromDefaultValue says that it is.
// [element] …configurationelement.delete: the element is gone from the file; …configurationelementcollection.clear: all
//          entries are dropped, inherited ones by <clear />.
// [commit] …servermanager.commitchanges: nothing is written before; a file that changed meanwhile is refused.
using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Xml.Linq;

namespace Microsoft.Web.Administration
{
    public sealed class ServerManager
    {
        private static string ConfigFolder =>
            Path.Combine(Environment.GetEnvironmentVariable("windir"), "System32", "inetsrv", "config");

        private readonly string _path = Path.Combine(ConfigFolder, "applicationHost.config");
        private readonly string _read;
        private readonly XDocument _document;
        private readonly string _before;

        public ServerManager()
        {
            _read = File.ReadAllText(_path);
            _document = XDocument.Parse(_read, LoadOptions.PreserveWhitespace);
            _before = _document.ToString(SaveOptions.DisableFormatting);
            ApplicationPools = new ApplicationPoolCollection(_document);
        }

        public ApplicationPoolCollection ApplicationPools { get; }

        public Redirection GetRedirectionConfiguration() => new Redirection(Path.Combine(ConfigFolder, "redirection.config"));

        public void CommitChanges()
        {
            if (File.ReadAllText(_path) != _read)
                throw new COMException("Filename: applicationHost.config\r\nError: Cannot commit configuration changes because the file has changed on disk");
            if (_document.ToString(SaveOptions.DisableFormatting) == _before) return;
            if (Environment.GetEnvironmentVariable("STAND_IN_REFUSES_COMMIT") == "1")
                throw new UnauthorizedAccessException("Filename: applicationHost.config\r\nError: Cannot write configuration file");
            File.WriteAllText(_path, _document.Declaration + "\r\n" + _document.ToString(SaveOptions.DisableFormatting));
        }
    }

    public sealed class Redirection
    {
        private readonly string _path;
        public Redirection(string path) => _path = path;
        public RedirectionSection GetSection(string name) =>
            new RedirectionSection(File.Exists(_path) ? XDocument.Load(_path).Descendants(name).FirstOrDefault() : null);
    }

    public sealed class RedirectionSection
    {
        private readonly XElement _element;
        public RedirectionSection(XElement element) => _element = element;
        public object GetAttributeValue(string name) => (string)_element?.Attribute(name) == "true";
    }

    public sealed class ApplicationPoolCollection : IEnumerable<ApplicationPool>
    {
        private readonly List<ApplicationPool> _pools;

        public ApplicationPoolCollection(XDocument document)
        {
            var section = document.Descendants("applicationPools").Single();
            var defaults = section.Element("applicationPoolDefaults");
            _pools = section.Elements("add").Select(one => new ApplicationPool(one, defaults)).ToList();
        }

        // The key of a pool is compared without regard to case; an unknown name is null, no exception.
        public ApplicationPool this[string name] =>
            _pools.FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase));

        public IEnumerator<ApplicationPool> GetEnumerator() => _pools.GetEnumerator();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    public sealed class ApplicationPool
    {
        private readonly XElement _own;
        private readonly XElement _defaults;

        public ApplicationPool(XElement own, XElement defaults)
        {
            _own = own;
            _defaults = defaults;
        }

        public string Name => (string)_own.Attribute("name");
        public Recycling Recycling => new Recycling(_own, _defaults);
        public IEnumerable<WorkerProcess> WorkerProcesses => Array.Empty<WorkerProcess>();

        public object GetAttributeValue(string name) =>
            (string)_own.Attribute(name) ?? (string)_defaults?.Attribute(name) ?? (name == "startMode" ? "OnDemand" : null);
    }

    public sealed class WorkerProcess
    {
        public int ProcessId { get; set; }
    }

    public sealed class Recycling
    {
        private readonly XElement _pool;
        private readonly XElement _defaults;

        public Recycling(XElement pool, XElement defaults)
        {
            _pool = pool;
            _defaults = defaults;
        }

        public PeriodicRestart PeriodicRestart => new PeriodicRestart(_pool, _defaults);
        public bool DisallowOverlappingRotation =>
            ((string)_pool.Element("recycling")?.Attribute("disallowOverlappingRotation")
             ?? (string)_defaults?.Element("recycling")?.Attribute("disallowOverlappingRotation")) == "true";
    }

    public sealed class PeriodicRestart
    {
        private readonly XElement _pool;
        private readonly XElement _defaults;

        public PeriodicRestart(XElement pool, XElement defaults)
        {
            _pool = pool;
            _defaults = defaults;
        }

        private static XElement Find(XElement pool) => pool?.Element("recycling")?.Element("periodicRestart");

        public TimeSpan Time
        {
            get => Spans.Parse((string)Find(_pool)?.Attribute("time") ?? (string)Find(_defaults)?.Attribute("time") ?? "29:00:00");
            set => Spans.Ensure(_pool, "recycling", "periodicRestart").SetAttributeValue("time", Spans.Checked(value, 25920000));
        }

        public ScheduleCollection Schedule => new ScheduleCollection(_pool, _defaults);

        public ConfigurationAttribute GetAttribute(string name)
        {
            if (name != "time") throw new COMException("no attribute " + name + " in this stand-in");
            return new ConfigurationAttribute(Find(_pool), name);
        }
    }

    public sealed class ConfigurationAttribute
    {
        private readonly XElement _element;
        private readonly string _name;

        public ConfigurationAttribute(XElement element, string name)
        {
            _element = element;
            _name = name;
        }

        public bool IsInheritedFromDefaultValue => _element?.Attribute(_name) == null;
        public void Delete() => _element?.Attribute(_name)?.Remove();
    }

    public sealed class Schedule
    {
        public Schedule(TimeSpan time, bool local)
        {
            Time = time;
            IsLocallyStored = local;
        }

        public TimeSpan Time { get; }
        public bool IsLocallyStored { get; }
    }

    public sealed class ScheduleCollection : IEnumerable<Schedule>
    {
        private readonly XElement _pool;
        private readonly XElement _defaults;
        private bool _deleted;

        public ScheduleCollection(XElement pool, XElement defaults)
        {
            _pool = pool;
            _defaults = defaults;
        }

        private static XElement Find(XElement pool) => pool?.Element("recycling")?.Element("periodicRestart")?.Element("schedule");

        private List<Schedule> Entries()
        {
            if (_deleted) throw new COMException("The object has been deleted.");
            var all = new List<Schedule>();
            foreach (var (element, local) in new[] { (Find(_defaults), false), (Find(_pool), true) })
                foreach (var one in element?.Elements() ?? Array.Empty<XElement>())
                {
                    if (one.Name == "clear") all.Clear();
                    if (one.Name == "add") all.Add(new Schedule(Spans.Parse((string)one.Attribute("value")), local));
                }
            return all;
        }

        public Schedule Add(TimeSpan time)
        {
            var text = Spans.Checked(time, 86399);
            if (Entries().Any(one => one.Time == time))
                throw new COMException("Filename: \r\nError: Cannot add duplicate collection entry of type 'add' with unique key attribute 'value' set to '" + text + "'");
            Spans.Ensure(_pool, "recycling", "periodicRestart", "schedule").Add(new XElement("add", new XAttribute("value", text)));
            return new Schedule(time, true);
        }

        public void Clear()
        {
            Entries();
            Find(_pool)?.RemoveNodes();
            if (Entries().Count > 0) Spans.Ensure(_pool, "recycling", "periodicRestart", "schedule").Add(new XElement("clear"));
        }

        public void Delete()
        {
            Find(_pool)?.Remove();
            _deleted = true;
        }

        public IEnumerator<Schedule> GetEnumerator() => Entries().GetEnumerator();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    internal static class Spans
    {
        // The file has 29:00:00 as well as 1.05:00:00 for 29 hours.
        public static TimeSpan Parse(string text)
        {
            var days = text.Contains('.') ? int.Parse(text.Split('.')[0]) : 0;
            var parts = text.Split('.').Last().Split(':').Select(int.Parse).ToArray();
            return new TimeSpan(days, 0, 0, 0) + TimeSpan.FromSeconds(parts[0] * 3600 + parts[1] * 60 + parts[2]);
        }

        public static string Checked(TimeSpan value, int most)
        {
            if (value < TimeSpan.Zero || value.TotalSeconds > most || value.TotalSeconds % 60 != 0)
                throw new COMException("Timespan must be between 00:00:00 and " + TimeSpan.FromSeconds(most) + " seconds inclusive, with a granularity of 60 seconds");
            return value.ToString("c");
        }

        public static XElement Ensure(XElement parent, params string[] names)
        {
            foreach (var name in names)
            {
                if (parent.Element(name) == null) parent.Add(new XElement(name));
                parent = parent.Element(name);
            }
            return parent;
        }
    }
}
