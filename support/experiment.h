/*
 * experiment.h: what every experiment stands on.
 *
 * A program includes this header, first of all, and defines
 *
 *     void experiment(void) { ... }
 *
 * It runs in an emulated machine. This header mounts what a program expects
 * to find, loads the modules that the page asks for, calls experiment() in a
 * process of its own, and turns the machine off. Programs that ask for the
 * same machine may share one: they run one after the other.
 *
 *     observe(name, format, ...)   what was seen: one line, "name: value"
 *     outcome(result)              "ok", or the name of the error: "EFAULT"
 *     must(call)                   a step that is not in question: where it
 *                                  fails, so does the experiment
 *     not_applicable(option)       this kernel lacks what is asked about
 *
 * Some things take many lines and are never in question themselves:
 *
 *     private_pages(bytes)         memory of this process alone
 *     long_pin(memory, bytes)      hold memory as RDMA does, by io_uring
 *     frame_of(address)            number of the page frame behind an address
 *     zone_of(frame)               the zone that it is in: "Movable"
 *     vm_flags_of(address)         the flags of a mapping: "rd wr sh pf"
 *     device_memory()              memory of the display adapter
 *     dma_buf(bytes)               a buffer that vgem exports
 *     guest_...()                  a virtual machine of a few bytes
 *
 * What goes to standard output is log. No other library than libc is used.
 */
#ifndef EXPERIMENT_H
#define EXPERIMENT_H

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/io_uring.h>
#include <linux/kvm.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#define PAGE 4096

void experiment(void);

/* Answers have a serial line to themselves: the kernel's messages are on the
 * first one, and could begin in the middle of a line. */
static int answers = -1;

static inline void answer(const char *format, ...)
{
	char line[512];
	va_list values;
	va_start(values, format);
	int length = vsnprintf(line, sizeof line - 1, format, values);
	va_end(values);
	if (length > (int)sizeof line - 2)
		length = sizeof line - 2;
	line[length] = '\n';
	if (write(answers, line, length + 1) < 0)
		perror("answers");
	tcdrain(answers);
}

/* Says what was seen. A value that differs from run to run, such as an
 * address, is no observation. */
#define observe(name, format, ...) answer("%s: " format, name, ##__VA_ARGS__)

/* What became of a call, which left its reason in errno. */
static inline const char *outcome(long result)
{
	static const struct { int number; const char *name; } errors[] = {
		{ EPERM, "EPERM" },   { ENOENT, "ENOENT" }, { EIO, "EIO" },
		{ ENXIO, "ENXIO" },   { EBADF, "EBADF" },   { EAGAIN, "EAGAIN" },
		{ ENOMEM, "ENOMEM" }, { EACCES, "EACCES" }, { EFAULT, "EFAULT" },
		{ EBUSY, "EBUSY" },   { EEXIST, "EEXIST" }, { ENODEV, "ENODEV" },
		{ EINVAL, "EINVAL" }, { ENOTTY, "ENOTTY" }, { ENOSPC, "ENOSPC" },
		{ ENOSYS, "ENOSYS" }, { EOPNOTSUPP, "EOPNOTSUPP" },
	};
	static char other[16];
	if (result >= 0)
		return "ok";
	for (unsigned i = 0; i < sizeof errors / sizeof *errors; i++)
		if (errors[i].number == errno)
			return errors[i].name;
	snprintf(other, sizeof other, "error %d", errno);
	return other;
}

/* A call that is not in question; mmap() says MAP_FAILED, which is -1 too. */
#define must(call) ({ \
	__typeof__(call) result_ = (call); \
	if ((long)result_ == -1) { \
		printf("%s:%d: %s: %s\n", __FILE__, __LINE__, #call, \
		       strerror(errno)); \
		fflush(stdout); \
		_exit(1); \
	} \
	result_; })

/* This kernel was built without an option: nothing more is asked of it. */
static inline void not_applicable(const char *option)
{
	observe("not applicable", "%s", option);
	exit(0);
}

/* Memory of this process alone, with something written to every page. */
static inline char *private_pages(size_t bytes)
{
	char *memory = must(mmap(NULL, bytes, PROT_READ | PROT_WRITE,
				 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
	must(madvise(memory, bytes, MADV_NOHUGEPAGE));
	memset(memory, 1, bytes);
	return memory;
}

/*
 * Registers memory as a buffer of an io_uring, which pins it with
 * FOLL_LONGTERM for as long as this process lives.
 */
static inline int long_pin(void *memory, size_t bytes)
{
	struct io_uring_params parameters = { 0 };
	struct iovec buffer = { memory, bytes };
	int ring = must(syscall(SYS_io_uring_setup, 1, &parameters));
	return syscall(SYS_io_uring_register, ring, IORING_REGISTER_BUFFERS,
		       &buffer, 1);
}

static inline uint64_t frame_of(void *address)
{
	uint64_t entry;
	int map = must(open("/proc/self/pagemap", O_RDONLY));
	must(pread(map, &entry, 8, (uintptr_t)address / PAGE * 8));
	close(map);
	return entry & ((1ULL << 55) - 1);
}

static inline const char *zone_of(uint64_t frame)
{
	static char found[32];
	char line[256], name[32];
	unsigned long long spanned = 0, start;
	FILE *zones = must(fopen("/proc/zoneinfo", "r"));
	while (fgets(line, sizeof line, zones)) {
		sscanf(line, "Node %*d, zone %31s", name);
		sscanf(line, " spanned %llu", &spanned);
		if (sscanf(line, " start_pfn: %llu", &start) == 1 &&
		    frame >= start && frame < start + spanned)
			strcpy(found, name);
	}
	fclose(zones);
	return found;
}

/* What /proc tells of a mapping; see Documentation/filesystems/proc.rst. */
static inline const char *vm_flags_of(void *address)
{
	static char flags[256];
	char line[512];
	unsigned long start, end;
	int inside = 0;
	FILE *maps = must(fopen("/proc/self/smaps", "r"));
	while (fgets(line, sizeof line, maps)) {
		if (sscanf(line, "%lx-%lx ", &start, &end) == 2)
			inside = start <= (unsigned long)address &&
				 (unsigned long)address < end;
		if (inside)
			sscanf(line, "VmFlags: %255[^\n]", flags);
	}
	fclose(maps);
	return flags;
}

/*
 * A page of the memory of the display adapter, as sysfs maps it: a page frame
 * number without a reference (VM_PFNMAP). It keeps what is written to it.
 */
static inline void *device_memory(void)
{
	struct dirent **names;
	int count = scandir("/sys/bus/pci/devices", &names, NULL, alphasort);
	for (int i = 0; i < count; i++) {
		char path[512], class[16] = "";
		snprintf(path, sizeof path, "/sys/bus/pci/devices/%s/class",
			 names[i]->d_name);
		int file = open(path, O_RDONLY);
		if (read(file, class, sizeof class - 1) < 0 ||
		    strncmp(class, "0x0300", 6))
			continue;
		snprintf(path, sizeof path,
			 "/sys/bus/pci/devices/%s/resource0", names[i]->d_name);
		return must(mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED,
				 must(open(path, O_RDWR)), 0));
	}
	printf("there is no display adapter\n");
	exit(1);
}

/* Two calls of the graphics drivers, whose headers are in another package. */
struct drm_dumb {
	uint32_t height, width, bits, flags, handle, pitch;
	uint64_t size;
};
struct drm_share {
	uint32_t handle, flags;
	int32_t fd;
};
#define DRM_MAKE_DUMB _IOWR('d', 0xb2, struct drm_dumb)
#define DRM_HANDLE_TO_FD _IOWR('d', 0x2d, struct drm_share)

/*
 * A dma-buf: memory that vgem exports, a driver for no device. Its module is
 * to be named on the page.
 */
static inline int dma_buf(size_t bytes)
{
	int card = must(open("/dev/dri/card0", O_RDWR));
	struct drm_dumb make = { .width = bytes / 4, .height = 1, .bits = 32 };
	must(ioctl(card, DRM_MAKE_DUMB, &make));
	struct drm_share share = { make.handle, O_CLOEXEC | O_RDWR, -1 };
	must(ioctl(card, DRM_HANDLE_TO_FD, &share));
	close(card);
	return share.fd;
}

/* A virtual machine inside of this one; the page asks for kvm-amd. */
struct guest {
	int vm, cpu;
	struct kvm_run *run;
};

/* Shows the guest host memory, at an address of its own. */
static inline long guest_memory(struct guest *guest, unsigned slot,
				uint64_t at, void *memory, size_t bytes)
{
	struct kvm_userspace_memory_region region = {
		slot, 0, at, bytes, (uintptr_t)memory
	};
	return ioctl(guest->vm, KVM_SET_USER_MEMORY_REGION, &region);
}

/* A guest with a few bytes of 16-bit code, which begins at 0x1000. */
static inline struct guest guest_with(const unsigned char *code, size_t bytes)
{
	struct guest guest;
	struct kvm_sregs segments;
	struct kvm_regs registers = { .rip = 0x1000, .rflags = 2 };
	int kvm = must(open("/dev/kvm", O_RDWR));
	char *ram = must(mmap(NULL, PAGE, PROT_READ | PROT_WRITE,
			      MAP_SHARED | MAP_ANONYMOUS, -1, 0));
	memcpy(ram, code, bytes);
	guest.vm = must(ioctl(kvm, KVM_CREATE_VM, 0));
	must(guest_memory(&guest, 0, 0x1000, ram, PAGE));
	guest.cpu = must(ioctl(guest.vm, KVM_CREATE_VCPU, 0));
	guest.run = must(mmap(NULL, must(ioctl(kvm, KVM_GET_VCPU_MMAP_SIZE, 0)),
			      PROT_READ | PROT_WRITE, MAP_SHARED, guest.cpu, 0));
	must(ioctl(guest.cpu, KVM_GET_SREGS, &segments));
	segments.cs.base = segments.cs.selector = segments.ds.base = 0;
	must(ioctl(guest.cpu, KVM_SET_SREGS, &segments));
	must(ioctl(guest.cpu, KVM_SET_REGS, &registers));
	return guest;
}

/* Lets the guest run until it has something to say: what it writes to a port,
 * four digits; that the VMM is to answer in the place of memory; or why it
 * cannot go on. */
static inline const char *guest_says(struct guest *guest)
{
	static char said[32];
	struct kvm_run *run = guest->run;
	if (ioctl(guest->cpu, KVM_RUN, 0) < 0)
		return outcome(-1);
	if (run->exit_reason == KVM_EXIT_IO)
		snprintf(said, sizeof said, "%04x",
			 *(uint16_t *)((char *)run + run->io.data_offset));
	else if (run->exit_reason == KVM_EXIT_MMIO)
		return "asks the VMM";
	else
		snprintf(said, sizeof said, "exit %u", run->exit_reason);
	return said;
}

/* Loads /modules/00-one.ko, /modules/01-two.ko, ... in this order. */
static inline void load_modules(void)
{
	struct dirent **names;
	int count = scandir("/modules", &names, NULL, alphasort);
	for (int i = 0; i < count; i++) {
		char path[512];
		if (names[i]->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "/modules/%s", names[i]->d_name);
		int module = open(path, O_RDONLY);
		if (syscall(SYS_finit_module, module, "", 0) && errno != EEXIST)
			answer("= module %s: %s", names[i]->d_name, outcome(-1));
		close(module);
	}
}

static inline void open_answers(void)
{
	struct termios line;

	setvbuf(stdout, NULL, _IONBF, 0);
	answers = open("/dev/ttyS1", O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (answers < 0)
		perror("/dev/ttyS1, the line for answers");
	if (tcgetattr(answers, &line) == 0) {
		cfmakeraw(&line);
		tcsetattr(answers, TCSANOW, &line);
	}
}

/* Runs one program in a process of its own, and then ends whatever it has left
 * running, and takes away what it has left in /tmp. */
static inline void run(const char *name)
{
	int status = 0;
	char path[512];

	mount("tmp", "/tmp", "tmpfs", 0, NULL);
	answer("= begin %s", name);
	pid_t child = fork();
	if (child == 0) {
		snprintf(path, sizeof path, "/experiments/%s", name);
		execl(path, path, NULL);
		perror(path);
		_exit(1);
	}
	/* Its children are ours when it has ended. */
	for (pid_t one; (one = wait(&status)) != child;)
		if (one < 0 && errno == ECHILD)
			break;
	kill(-1, SIGKILL);
	while (wait(NULL) > 0)
		;
	umount2("/tmp", MNT_DETACH);
	if (WIFSIGNALED(status))
		answer("= end signal %d", WTERMSIG(status));
	else if (WEXITSTATUS(status) != 0)
		answer("= end exit %d", WEXITSTATUS(status));
	else
		answer("= end ok");
}

/* The same program is the first process of the machine, which runs those in
 * /experiments, and is each of these. */
int main(void)
{
	struct utsname kernel;
	struct dirent **names;

	if (getpid() != 1) {
		open_answers();
		experiment();
		return 0;
	}
	mount("proc", "/proc", "proc", 0, NULL);
	mount("sys", "/sys", "sysfs", 0, NULL);
	mount("dev", "/dev", "devtmpfs", 0, NULL);
	open_answers();
	uname(&kernel);
	answer("= release %s", kernel.release);
	load_modules();
	int count = scandir("/experiments", &names, NULL, alphasort);
	for (int i = 0; i < count; i++)
		if (names[i]->d_name[0] != '.')
			run(names[i]->d_name);
	reboot(RB_POWER_OFF);
	return 0;
}

#endif
