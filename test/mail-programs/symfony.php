<?php
// Sends mails by Symfony Mailer through Messenger, as the recommended configuration says:
//   symfony.php send SUBJECT...    queues them
//   symfony.php consume            one worker, which ends when nothing is queued
// config.yaml and TemporaryOnly.php, parts of that configuration, lie in the working directory; MAILER_DSN is the mail
// server, DATABASE the directory with PostgreSQL's socket.
use Doctrine\DBAL\Connection;
use Doctrine\DBAL\DriverManager;
use Doctrine\Persistence\ConnectionRegistry;
use Symfony\Bundle\FrameworkBundle\Console\Application;
use Symfony\Bundle\FrameworkBundle\FrameworkBundle;
use Symfony\Bundle\FrameworkBundle\Kernel\MicroKernelTrait;
use Symfony\Component\Console\Input\ArrayInput;
use Symfony\Component\DependencyInjection\Loader\Configurator\ContainerConfigurator;
use Symfony\Component\HttpKernel\Kernel;
use Symfony\Component\Messenger\Bridge\Doctrine\Transport\DoctrineTransportFactory;
use Symfony\Component\Messenger\Event\WorkerRunningEvent;
use Symfony\Component\Mime\Email;
use Symfony\Component\Yaml\Yaml;
use function Symfony\Component\DependencyInjection\Loader\Configurator\service;

foreach (['Bundle/FrameworkBundle', 'Component/Mailer', 'Component/Messenger', 'Component/RateLimiter', 'Component/Lock', 'Component/Yaml', 'Component/Console', 'Component/Messenger/Bridge/Doctrine'] as $package) {
    require "/usr/share/php/Symfony/$package/autoload.php";
}
require '/usr/share/php/Doctrine/DBAL/autoload.php';
require '/usr/share/php/Doctrine/Persistence/autoload.php';
require getcwd() . '/TemporaryOnly.php';

/** What DoctrineBundle gives: one connection, by the name `default`. */
final class OneConnection implements ConnectionRegistry
{
    private ?Connection $connection = null;

    public function getDefaultConnectionName(): string
    {
        return 'default';
    }

    public function getConnection(?string $name = null): object
    {
        $where = ['driver' => 'pdo_pgsql', 'host' => getenv('DATABASE'), 'user' => 'postgres', 'dbname' => 'postgres'];
        return $this->connection ??= DriverManager::getConnection($where);
    }

    public function getConnections(): array
    {
        return ['default' => $this->getConnection()];
    }

    public function getConnectionNames(): array
    {
        return ['default' => 'connection'];
    }
}

final class App extends Kernel
{
    use MicroKernelTrait;

    public function registerBundles(): iterable
    {
        return [new FrameworkBundle()];
    }

    public function getProjectDir(): string
    {
        return getcwd();
    }

    protected function configureContainer(ContainerConfigurator $container): void
    {
        $own = ['secret' => 'x', 'http_method_override' => false, 'mailer' => ['dsn' => '%env(MAILER_DSN)%']];
        $container->extension('framework', $own + Yaml::parseFile(getcwd() . '/config.yaml')['framework']);
        $services = $container->services();
        $services->set(App\Mail\TemporaryOnly::class);
        $services->set('connections', OneConnection::class)->public();
        $factory = $services->set(DoctrineTransportFactory::class)->args([service('connections')]);
        $factory->tag('messenger.transport_factory');
        $services->alias('app.mailer', 'mailer')->public();
        $services->alias('app.dispatcher', 'event_dispatcher')->public();
    }
}

$kernel = new App('prod', false);
$kernel->boot();
$container = $kernel->getContainer();
if ($argv[1] === 'send') {
    foreach (array_slice($argv, 2) as $subject) {
        $to = str_replace(' ', '-', $subject) . '@example.com';
        $mail = (new Email())->from('noreply@example.com')->to($to)->subject($subject)->text('x');
        $container->get('app.mailer')->send($mail);
    }
    exit;
}
// A worker of `messenger:consume`; a supervisor would let it run on.
$stop = function (WorkerRunningEvent $event) use ($container) {
    $queued = "SELECT count(*) FROM messenger_messages WHERE queue_name = 'mail'";
    if ($event->isWorkerIdle() && $container->get('connections')->getConnection()->fetchOne($queued) == 0) {
        $event->getWorker()->stop();
    }
};
$container->get('app.dispatcher')->addListener(WorkerRunningEvent::class, $stop);
$application = new Application($kernel);
$application->run(new ArrayInput(['messenger:consume', 'receivers' => ['mail'], '--sleep' => 0.1, '--time-limit' => 100]));
